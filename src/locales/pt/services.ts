/** Sentences about links, and the lists behind them. */
import type { Texts } from '../words.ts';
import { songs } from './common.ts';

const whatWorks =
  'funcionam links do Spotify, YouTube, YouTube Music, Apple Music e Deezer, e também um arquivo de playlist anexado';
const exported = 'anexe um arquivo exportado';
const meanwhile = `avise quem cuida do bot e, enquanto isso, ${exported}`;

export const links = {
  broken: `Esse link parece quebrado: ${whatWorks}.`,
  unknownHost: (host) =>
    host === ''
      ? `Não sei ler playlists desse lugar: ${whatWorks}.`
      : `Não sei ler playlists de ${host}: ${whatWorks}.`,
  noSongs:
    'Conheço esse site, mas o link não leva a uma playlist, um álbum nem uma música: copie o link da própria playlist.',
  podcast: 'Isso é um podcast, e eu comparo músicas: me dê uma playlist, um álbum ou uma música.',
  unknownShortLink:
    'Esse link curto não leva a uma playlist que eu saiba ler: abra e me dê o link longo da barra de endereços.',
  asItWas: (title, ago) => `Não consegui ler “${title}” de novo agora, então uso como estava ${ago}.`,
} satisfies Texts['links'];

export const appleMusic = {
  privateLibrary:
    'Isso está na sua biblioteca privada do Apple Music: compartilhe a playlist pelo app e me dê esse link.',
  noSongs:
    'O Apple Music não me mostra músicas aí: a playlist pode ser privada, não existir mais ou não estar disponível nesse país. Compartilhe publicamente pelo app ou anexe um arquivo exportado.',
  wholeAlbum: 'A página do Apple Music não mostra a música do seu link, então li o álbum inteiro.',
  firstPart: (count) =>
    `A página do Apple Music mostra ${songs(count)}, então pode haver mais: para ter todas, ${exported}.`,
} satisfies Texts['appleMusic'];

export const deezer = {
  notFound: `O Deezer não me mostra nada aí: a playlist pode ser privada ou ter sido apagada. Deixe-a pública ou ${exported}.`,
  unreadableRow: 'o Deezer não deu nada que dê para ler',
} satisfies Texts['deezer'];

export const subsonic = {
  name: 'Servidor de música',
  inSentence: 'O servidor de música',
  answers: 'responde',
  refuses: 'recusa SUBSONIC_USER ou SUBSONIC_PASSWORD',
  starred: 'Músicas com estrela',
  off: 'Este bot não tem servidor de música: me dê um link ou anexe um arquivo de playlist.',
  refused:
    'O servidor de música recusa o nome ou a senha deste bot: avise quem cuida do bot e, enquanto isso, anexe um arquivo de playlist.',
  notFound: 'O servidor de música não tem mais essa playlist: escolha outra.',
  unreadableRow: 'o servidor de música não deu nada que dê para ler',
} satisfies Texts['subsonic'];

export const youtube = {
  mix: 'Isso é um mix que o YouTube faz só para você: salve as músicas numa playlist pública ou não listada e me dê esse link.',
  ownList:
    'As suas curtidas e o Assistir mais tarde o YouTube só mostra a você: adicione as músicas a uma playlist pública ou não listada e me dê esse link.',
  notFound: `O YouTube não me mostra nada aí: a playlist pode ser privada ou ter sido apagada. Deixe-a pública ou não listada, ou ${exported}.`,
  busy: (when) => `O limite diário do YouTube para este bot acabou: tente de novo ${when} ou ${exported}.`,
  keyRefused: `O YouTube recusa a chave deste bot: ${meanwhile}.`,
  unreadable: `O YouTube não me deixa ler isso sem uma chave: peça a quem cuida do bot para pôr uma, ou ${exported}.`,
  gone: 'o YouTube não mostra mais',
} satisfies Texts['youtube'];

const anotherWay =
  'copie as músicas para uma playlist sua e vincule a sua conta com `/spotify vincular`, ou anexe um arquivo exportado (exportify.app faz isso)';
const linkAgain = 'vincule a sua conta de novo com `/spotify vincular`';

export const spotifyLists = {
  uriWithoutSongs:
    'Esse endereço do Spotify não leva a uma playlist, um álbum nem uma música: copie o link da própria playlist.',
  notLinked:
    'As suas músicas curtidas só você vê: vincule antes a sua conta do Spotify com `/spotify vincular` e me peça de novo.',
  likedSongs: 'Músicas Curtidas',
  busy: (when) => `O limite do Spotify para este bot acabou: tente de novo ${when} ou ${exported}.`,
  keysRefused: `O Spotify recusa as chaves deste bot: ${meanwhile}.`,
  premium: `O Spotify só responde a este bot enquanto quem cuida dele tiver Premium: avise essa pessoa e, enquanto isso, ${exported}.`,
  notRegistered:
    'O Spotify só deixa pessoas cadastradas usarem o app deste bot: peça a quem cuida dele para adicionar você na página do app no Spotify.',
  notYours: `O Spotify não me deixa ver essa playlist: ${anotherWay}.`,
  notFound:
    'O Spotify não me mostra nada aí: a playlist pode ser privada ou ter sido apagada. Se é sua, deixe-a pública ou vincule a sua conta com `/spotify vincular`; senão, anexe um arquivo exportado (exportify.app faz isso).',
  unreadable: `O Spotify não me deixou ler isso: ${anotherWay}.`,
  publicPageInstead: (reason) => `Em vez disso, li a página pública do Spotify. ${reason}`,
  firstPart:
    'A página pública do Spotify mostra só as primeiras 100 músicas, então pode haver mais: para ter todas, vincule a sua conta do Spotify se a playlist é sua, ou anexe um arquivo exportado.',
  rows: {
    untitled: '(sem título)',
    removed: '(música removida)',
    unreadable: 'o Spotify não deu nada que dê para ler',
    unnamed: 'a página do Spotify não diz o nome',
    gone: 'não está mais no Spotify',
    podcast: 'um episódio de podcast',
    local: 'um arquivo do seu próprio computador',
  },
  relink: {
    refused: `O Spotify não aceita mais o seu vínculo: ${linkAgain}.`,
    unlinked: `A sua conta do Spotify não está mais vinculada: vincule de novo com \`/spotify vincular\`.`,
    keyChanged: `A chave deste bot mudou, então não consigo mais ler o seu vínculo com o Spotify: ${linkAgain}.`,
    unreadable: `Não consigo mais ler o que guardei do seu vínculo com o Spotify: ${linkAgain}.`,
    scope: `O seu vínculo com o Spotify não me deixa mais fazer isso: ${linkAgain}.`,
    ranOut: `O seu vínculo com o Spotify expirou ou foi desfeito: ${linkAgain}.`,
  },
  signIn: {
    staleLink: 'Esse link já foi usado ou tem mais de dez minutos: peça um novo com `/spotify vincular`.',
    staleAnswer: 'O Spotify não aceita mais essa resposta: peça um link novo com `/spotify vincular`.',
    pasteIt:
      'Falta um passo: copie o endereço inteiro desta página e entregue ao SceneScore no Discord, onde você pediu o link.',
    notYourLink: 'Esse endereço é do link de outra pessoa: peça o seu com `/spotify vincular`.',
    wrongBrowser:
      'Esse link foi aberto em outro navegador, então nada foi vinculado: peça o seu com `/spotify vincular` e nunca abra um que outra pessoa enviou.',
    denied:
      'Você não deixou o Spotify compartilhar as suas playlists, então nada foi vinculado. Se mudar de ideia, use `/spotify vincular` de novo.',
    wrongAddress: (redirectUri) =>
      `Não é esse o endereço de que preciso: depois de aceitar, o navegador mostra um que começa com ${redirectUri}. Copie inteiro.`,
  },
  newPlaylist: {
    description: 'Feita pelo SceneScore',
    noneFound:
      'O Spotify não tem nenhuma dessas músicas, então não há o que pôr numa playlist. Nos arquivos estão todas.',
    refused:
      'O Spotify não me deixou criar a playlist. Vincule a sua conta de novo com `/spotify desvincular` e este botão, ou use os arquivos.',
  },
} satisfies Texts['spotifyLists'];
