/** Portuguese, as in Brazil. */
import type { CommandWords } from './words.ts';

export const pt: CommandWords = {
  options: {
    scenescore: ['scenescore', 'Encontre na sua playlist a música que mais combina com o clima de uma foto'],
    'scenescore.image': ['imagem', 'A foto'],
    'scenescore.playlist': [
      'playlist',
      'Um link de playlist, ou “liked” para as suas curtidas; senão, a sua playlist padrão',
    ],
    'scenescore.file': ['arquivo', 'Um arquivo de playlist: CSV, M3U, XSPF, JSON ou texto'],
    'scenescore.feeling': ['clima', 'O que você procura, com as suas palavras'],
    'scenescore.count': ['quantidade', 'Quantas músicas mostrar, de 1 a 10 (normalmente 5)'],
    playlist: ['playlist', 'Escolha a playlist que uso quando você não dá nenhuma'],
    'playlist.set': ['definir', 'Definir a playlist padrão'],
    'playlist.set.link': ['link', 'Um link de playlist, ou “liked” para as suas curtidas'],
    'playlist.set.scope': ['alcance', 'Só para você ou para todo o servidor (exige “Gerenciar servidor”)'],
    'playlist.show': ['ver', 'Ver as playlists padrão, a sua e a do servidor'],
    'playlist.clear': ['limpar', 'Limpar a playlist padrão'],
    'playlist.clear.scope': ['alcance', 'Só para você ou para todo o servidor (exige “Gerenciar servidor”)'],
    spotify: ['spotify', 'Vincule a sua conta do Spotify para usar as suas playlists e curtidas'],
    'spotify.link': ['vincular', 'Vincular a sua conta do Spotify'],
    'spotify.status': ['status', 'Ver se a sua conta do Spotify está vinculada'],
    'spotify.unlink': ['desvincular', 'Desvincular a sua conta do Spotify'],
    taste: ['gosto', 'O que as suas avaliações dizem do seu gosto'],
    'taste.show': ['ver', 'Ver quantas avaliações suas estão guardadas'],
    'taste.reset': ['zerar', 'Apagar todas as suas avaliações'],
    privacy: ['privacidade', 'O que está guardado sobre você'],
    'privacy.show': ['ver', 'Ler o que está guardado sobre você e quem vê'],
    'privacy.export': ['exportar', 'Receber em arquivo tudo o que está guardado sobre você'],
    'privacy.delete': ['apagar', 'Apagar tudo o que está guardado sobre você'],
    help: ['ajuda', 'O que eu sei fazer e o que está ligado aqui'],
  },
  scoreThisPhoto: 'Avaliar esta foto',
  justForMe: 'só para mim',
  everybodyHere: 'todo o servidor',
};
