/** Spanish. */
import type { CommandWords } from './en.ts';

export const es: CommandWords = {
  options: {
    scenescore: [
      'scenescore',
      'Encuentra la canción de tu lista que más se parece a lo que transmite una foto',
    ],
    'scenescore.image': ['imagen', 'La foto'],
    'scenescore.playlist': [
      'lista',
      'Un enlace a una lista o «liked» para tus canciones favoritas; si no, tu lista habitual',
    ],
    'scenescore.file': ['archivo', 'Un archivo con la lista: CSV, M3U, XSPF, JSON o texto'],
    'scenescore.feeling': ['sensación', 'Lo que buscas, con tus propias palabras'],
    'scenescore.count': ['cantidad', 'Cuántas canciones mostrar, de 1 a 10 (normalmente 5)'],
    soundtrack: [
      'soundtrack',
      'Una banda sonora para un álbum: una canción propia para cada una de tus fotos',
    ],
    'soundtrack.image': ['imagen', 'Una foto del álbum'],
    playlist: ['lista', 'Elige la lista que uso cuando no das ninguna'],
    'playlist.set': ['fijar', 'Fijar la lista habitual'],
    'playlist.link': ['enlace', 'Un enlace a una lista o «liked» para tus canciones favoritas'],
    'playlist.scope': ['alcance', 'Solo para ti o para todo el servidor (requiere «Gestionar servidor»)'],
    'playlist.show': ['ver', 'Ver las listas habituales, la tuya y la del servidor'],
    'playlist.clear': ['borrar', 'Borrar la lista habitual'],
    spotify: ['spotify', 'Vincula tu cuenta de Spotify para usar tus listas y canciones favoritas'],
    'spotify.link': ['vincular', 'Vincular tu cuenta de Spotify'],
    'spotify.status': ['estado', 'Ver si tu cuenta de Spotify está vinculada'],
    'spotify.unlink': ['desvincular', 'Desvincular tu cuenta de Spotify'],
    taste: ['gustos', 'Lo que tus valoraciones dicen de tus gustos'],
    'taste.show': ['ver', 'Ver cuántas valoraciones tuyas se guardan'],
    'taste.reset': ['reiniciar', 'Borrar todas tus valoraciones'],
    history: ['historial', 'Una lista de tus últimas respuestas, si la quieres'],
    'history.on': ['activar', 'Guardar desde ahora una lista de tus respuestas'],
    'history.off': ['desactivar', 'No guardar más ninguna lista'],
    'history.show': ['ver', 'Mostrar tus últimas respuestas, con enlaces'],
    privacy: ['privacidad', 'Lo que se guarda sobre ti'],
    'privacy.show': ['ver', 'Leer qué se guarda sobre ti y quién lo ve'],
    'privacy.export': ['exportar', 'Recibir en un archivo todo lo que se guarda sobre ti'],
    'privacy.delete': ['borrar', 'Borrar todo lo que se guarda sobre ti'],
    help: ['ayuda', 'Lo que sé hacer y lo que está activado aquí'],
  },
  scoreThisPhoto: 'Puntuar esta foto',
  justForMe: 'solo para mí',
  everybodyHere: 'todo el servidor',
};
