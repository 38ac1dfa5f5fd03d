import { relativeTime } from '../en/common.ts';
import type { Texts } from '../words.ts';
import { photosOf, songs, waysToGiveSongs } from './common.ts';

export const run = {
  noPlaylist: `De quais músicas eu escolho? Você pode ${waysToGiveSongs}.`,
  noDefault:
    'De quais músicas eu escolho? Defina a sua playlist uma vez com `/playlist definir` e, daí em diante, basta um clique; ou use `/scenescore` com a foto e uma playlist.',
  notLinked:
    'Para usar as suas curtidas, vincule antes a sua conta do Spotify com `/spotify vincular`; ou coloque o link de uma playlist em `playlist:`.',
  likedOff:
    'Aqui não dá para vincular contas do Spotify, então não vejo as suas curtidas. Coloque o link de uma playlist em `playlist:` ou anexe um arquivo em `arquivo:`.',
  usualLost: (title, reason) =>
    `${reason} Era a playlist padrão, ${title}: com \`/playlist definir\` você escolhe outra.`,
  tooManyLinks: (count, most) => `São ${count} links; dou conta de até ${most}.`,
  alreadyRunning: 'Ainda estou com a sua última foto. Uma de cada vez, por favor.',
  full: 'Tem muita gente me chamando agora. Tente de novo em um minuto.',
  cooldown: (readyAt) => `Só um momento: dou conta da sua próxima foto ${relativeTime(readyAt)}.`,
  waiting: (place, minutes) => {
    const where = place === 1 ? 'A sua vez é a próxima' : `Você está em ${place}º lugar na fila`;
    if (minutes === null) return `⏳ ${where}.`;
    return `⏳ ${where}: ${minutes === 1 ? 'mais ou menos um minuto' : `uns ${minutes} minutos`}.`;
  },
  notKept: 'Não consegui salvar esta resposta, então ela vai sem botões. O resto funciona.',
  answerFor: (mention) => `Uma resposta para ${mention}`,
  late: (mention) => `${mention}, aqui está a sua resposta; valeu por esperar.`,
} satisfies Texts['run'];

export const progress = {
  stages: {
    starting: 'Olhando a sua foto',
    model: 'Me preparando (download da primeira vez)',
    playlist: 'Abrindo a playlist',
    lyrics: 'Procurando as letras',
    reading: 'Sentindo o clima das músicas',
    comparing: 'Comparando com a sua foto',
    explaining: 'Colocando em palavras',
  },
  songsDone: (done, total) => `${done} de ${songs(total)}`,
  seen: (caption) => `Vejo: ${caption}`,
  from: (title, count) => `${title} · ${songs(count)}`,
} satisfies Texts['progress'];

export const failure = {
  bug: (reference) =>
    `Algo deu errado do meu lado, e a culpa não é sua. Tente de novo; se acontecer outra vez, passe a quem cuida deste bot o código \`${reference}\`.`,
  service: (service) => `${service} não responde no momento. Tente de novo em alguns minutos.`,
  tooLong: 'Isso estava demorando demais, então parei. Tente de novo, talvez com uma playlist menor.',
  restarting: 'Estou reiniciando e não consegui terminar isso. Peça de novo em um minuto.',
  closing: 'Estou reiniciando. Tente de novo em um minuto.',
  oldButton: 'Este botão é de uma versão antiga minha. Use `/scenescore` de novo que eu faço um novo.',
  expired:
    'Essa resposta tem mais de um mês ou foi apagada, então não a tenho mais. Use `/scenescore` de novo para ter outra.',
  cannotPost:
    'Não tenho permissão para mostrar imagens e cartões neste canal, então só você vê isto. Quem modera pode resolver me dando aqui as permissões **Inserir links** e **Anexar arquivos**.',
  tooManyPresses: 'Foi muita coisa de uma vez. Me dê um momento e tente de novo.',
  notHere: 'Não conheço mais esse comando. Digite `/` para ver o que eu sei fazer.',
} satisfies Texts['failure'];

export const photo = {
  notAnImage: 'Esse arquivo não é uma imagem que eu saiba ler. Anexe um JPEG, PNG, WebP, GIF ou AVIF.',
  tooLarge: (maxMegabytes) => `Essa imagem é grande demais. Anexe uma de até ${maxMegabytes} MB.`,
  empty: 'Essa imagem está vazia. Anexe de novo.',
  gone: 'Não consegui baixar essa imagem: o link expirou ou ela foi apagada. Anexe de novo.',
  foreignHost: 'Só baixo imagens enviadas ao Discord. Anexe a própria imagem.',
  noneInMessage: 'Não há imagem nessa mensagem. Escolha uma mensagem com foto ou use `/scenescore`.',
} satisfies Texts['photo'];

export const file = {
  tooLarge: (maxMegabytes) => `Esse arquivo de playlist é grande demais. Anexe um de até ${maxMegabytes} MB.`,
  empty: 'Esse arquivo de playlist está vazio. Exporte a playlist de novo e anexe o arquivo novo.',
  gone: 'Não consegui baixar esse arquivo: o link expirou ou ele foi apagado. Anexe de novo.',
  foreignHost: 'Só baixo arquivos enviados ao Discord. Anexe o próprio arquivo.',
} satisfies Texts['file'];

export const sound = {
  ...file,
  tooLarge: (maxMegabytes) => `Essa música é grande demais. Anexe arquivos que somem até ${maxMegabytes} MB.`,
  empty: 'Esse arquivo de música está vazio. Anexe de novo.',
} satisfies Texts['sound'];

export const soundtrack = {
  title: (photos, playlist) =>
    photos === 1
      ? `🎞️ A trilha sonora da sua foto, com músicas de **${playlist}**`
      : `🎞️ A trilha sonora das suas ${photosOf(photos)}, com músicas de **${playlist}**`,
  photo: (number, percent) => `Foto ${number} · ${percent}`,
  together: 'Escolhidas em conjunto, para cada foto ter a sua própria música.',
  modalTitle: 'Uma trilha sonora para as suas fotos',
  photosLabel: 'Suas fotos',
  photosHint: 'De uma a dez; cada uma ganha a sua própria música.',
  playlistLabel: 'Sua playlist',
  playlistHint: 'Um link, ou “liked” para as suas músicas curtidas. Vazio: a sua playlist padrão.',
  fileLabel: 'Ou um arquivo com a playlist',
  fileHint: 'CSV, M3U, XSPF, JSON ou texto; ou uma música.',
  feelingLabel: 'O que você procura?',
  fileAlone:
    'Recebi o seu arquivo, mas nenhuma foto: anexe as fotos como `imagem1:` a `imagem10:`, ou use `/soundtrack` sem opções e adicione tudo na janela que se abre.',
  tooLarge: (maxMegabytes) =>
    `Juntas, essas imagens são grandes demais. Anexe imagens que somem até ${maxMegabytes} MB.`,
} satisfies Texts['soundtrack'];
