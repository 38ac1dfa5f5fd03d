/** An answer, and everything its buttons do. */
import type { Texts } from '../words.ts';
import { counting, number, percent, songs } from './common.ts';

const skippedSongs = counting({ one: 'música de fora', other: 'músicas de fora' });

export const ranking = {
  sceneTitle: 'O clima da sua foto',
  understood: (wish) => `✨ ${wish}`,
  moodEnds: ['sombrio', 'luminoso'],
  energyEnds: ['calma', 'viva'],
  mood: 'Clima',
  energy: 'Energia',
  best: (percent) => `🏆 A que mais combina · ${percent}`,
  bestGuess: '🤔 Meu melhor palpite',
  percent,
  guess: 'um palpite',
  otherGuess: 'outro palpite',
  by: (artists) => `de ${artists}`,
  unknownArtist: 'artista desconhecido',
  why: (reason) => `Por quê: ${reason}`,
  listen: 'Ouvir',
  read: (read, total, title) => {
    if (read < total) return `Li ${number(read)} de ${songs(total)} de “${title}”`;
    return total === 1 ? `Li a única música de “${title}”` : `Li as ${songs(total)} de “${title}”`;
  },
  fromLyrics: (count) => `${count} pela letra`,
  fromMetadata: (count) => `${count} pelo que se sabe ${count === 1 ? 'dela' : 'delas'}`,
  fromTitle: (count) => `${count} só pelo título`,
  print: (read, counts) => (counts.length === 0 ? `${read}.` : `${read}: ${counts.join(', ')}.`),
  skipped: skippedSongs,
  moreNotices: (count) => (count === 1 ? 'e mais uma observação' : `e mais ${count} observações`),
  react: (lastKeycap) =>
    lastKeycap === null
      ? 'Reaja com 👍 ou 👎 para avaliar.'
      : `Reaja com 1️⃣ a ${lastKeycap} para uma música que combina, ou com 👍 ou 👎 para a primeira.`,
  fits: 'Boa escolha',
  fitsNot: 'Essa não',
  whySelect: 'Por que essa? Escolha uma música',
} satisfies Texts['ranking'];

export const actions = {
  refine: 'Ajustar',
  card: 'Cartão',
  preview: 'Prévias',
  save: 'Salvar como playlist',
} satisfies Texts['actions'];

export const why = {
  title: (rank) => `Por que a número ${rank}?`,
  features: {
    valence: 'Clima',
    energy: 'Energia',
    moods: 'Nuances',
    themes: 'Temas',
    words: 'Significado',
  },
  unread: 'não deu para ler',
  weight: (share) => `pesa ${percent(share)}`,
  contrast: (share) => `pesa ${percent(share)}, e aqui você gosta de contraste`,
  chance: (percent) => `Acho que ${percent} de cada 100 pessoas diriam que o clima dela combina.`,
  guess: 'Sei muito pouco da foto ou desta música para dizer se combinam.',
  basis: {
    lyrics: 'Li esta música pela letra.',
    metadata: 'Não achei a letra desta música, então li pelo que se sabe dela.',
    title: 'Desta música só conheço o título, então não leve isto tão a sério.',
  },
} satisfies Texts['why'];

export const rating = {
  fits: (title) => `👍 Anotado: **${title}** combina. Aperte de novo para desfazer.`,
  fitsNot: (title) => `👎 Anotado: **${title}** não combina. Aperte de novo para desfazer.`,
  takenBack: (title) => `Tirei a sua avaliação de **${title}**.`,
} satisfies Texts['rating'];

export const describe = {
  button: 'Me conte o que tem nela',
  modalTitle: 'Me fale desta foto',
  label: 'O que aparece na foto?',
  hint: 'Uma frase basta. Uso no lugar de uma descrição.',
  example: 'duas crianças soltando pipa numa praia com vento',
  nothing: 'Você não escreveu nada, então deixei a resposta como está.',
  notYours:
    'Só quem perguntou pode me dizer o que aparece nesta foto. Com *Ajustar* você ganha uma resposta sua.',
} satisfies Texts['describe'];

export const refine = {
  modalTitle: 'Ajustar esta resposta',
  wordsLabel: 'O que deveria mudar?',
  wordsHint: 'Com as suas palavras, em qualquer idioma.',
  wordsExample: 'mais esperança, menos agitada, sem músicas de amor…',
  feelingLabel: 'Que sentimento você procura?',
  feelings: {
    brighter: 'Mais luminosa',
    calmer: 'Mais calma',
    sadder: 'Mais triste',
    livelier: 'Mais animada',
  },
  songsLabel: 'Quais músicas?',
  songs: { shown: 'Outras músicas', artist: 'Nada deste artista' },
  otherSongs: (wish) => `${wish} Desta vez, outras músicas.`.trim(),
  otherArtists: (wish) => `${wish} Desta vez, nada desse artista.`.trim(),
  lostWords: 'Não encontrei nenhum sentimento nem tema nas suas palavras.',
  noneLeft:
    'Não sobrou nesta playlist nenhuma música que eu ainda possa escolher. Use `/scenescore` com outra playlist ou ajuste a resposta de outro jeito.',
  captionLabel: 'O que aparece na foto?',
  captionHint: 'Me corrija se eu errei.',
  nothing:
    'Você não mudou nada, então deixei a resposta como está. Me diga o que deveria mudar ou onde errei.',
  expired:
    'Guardo as músicas de uma playlist só por uma semana, então não consigo mais ajustar essa resposta. Use `/scenescore` de novo para ter outra.',
} satisfies Texts['refine'];

export const card = {
  title: 'O seu cartão',
  song: 'Música',
  noPhoto:
    'Não tenho mais a foto dessa resposta, então não consigo desenhar o cartão. Use `/scenescore` de novo com ela.',
  failed: 'Não consegui desenhar o cartão agora. Tente de novo em um minuto.',
} satisfies Texts['card'];

export const preview = {
  title: (count) => (count === 1 ? 'Meio minuto desta música' : 'Meio minuto de cada música'),
  from: (place) => `no ${place}`,
  none: (link) => `sem prévia; tente no ${link}`,
  noneAtAll: 'sem prévia',
  note: 'As prévias valem por alguns minutos. Aperte o botão de novo para ter novas.',
} satisfies Texts['preview'];

const formats = '**M3U** para players, **CSV** e **XSPF** para levar a outro serviço';

export const save = {
  files: (count, order) => {
    if (count === 1) return `Aqui está a música como playlist: ${formats}.`;
    const ordered = order === 'rising' ? 'de calmas a animadas' : 'na ordem da resposta';
    return `Aqui estão as ${songs(count)} como playlist, ${ordered}: ${formats}.`;
  },
  orders: { answer: 'Na ordem da resposta', rising: 'De calmas a animadas' },
  onSpotify: 'Criar no Spotify',
  link: 'Para criar playlists privadas para você, preciso de mais uma permissão: aperte **Abrir o Spotify** e aceite. Depois aperte **Criar no Spotify** de novo.',
  created: (link, count) => `Pronto: ${link} é uma playlist privada sua com ${songs(count)}.`,
  missing: (titles) => `O Spotify não tem: ${titles}.`,
  name: (caption) => `SceneScore: ${caption}`,
  nameless: 'SceneScore',
} satisfies Texts['save'];
