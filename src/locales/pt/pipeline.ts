/** What the pipeline says beside an answer: honest remarks, and what went wrong. */
import type { Texts } from '../words.ts';
import { counting, minutesOf, number, percent, photosOf, songs } from './common.ts';
import { tookThatAs } from './feelings.ts';

const myList = 'a minha própria lista de palavras';
const withMyList = `então li com ${myList}`;
const seenMyself = 'então me baseei no que eu mesmo vejo. Uma cópia pequena foi para o Google.';
const putTogether = 'então a montei com a própria comparação.';
const theseWords = 'então li essas palavras com a minha própria lista.';
const withThose = `então li essas com ${myList}.`;
const smallCopy = 'Uma cópia pequena pode ter ido para o Google.';
const daysOf = counting({ one: 'dia', other: 'dias' });
const hoursOf = counting({ one: 'hora', other: 'horas' });

export const notices = {
  readerFailed: `Não consegui consultar o Gemini, ${withMyList}.`,
  readerLate: `O Gemini demorou demais, ${withMyList}.`,
  sceneUnread: {
    declined: `O Gemini não quis ler as palavras sobre a sua foto, ${theseWords}`,
    cut: `A resposta do Gemini sobre a sua foto parou no meio, ${theseWords}`,
    nonsense: `A resposta do Gemini sobre a sua foto não fazia sentido, ${theseWords}`,
  },
  lyricsLate: (count) =>
    `A letra de ${songs(count)} não chegou a tempo; pergunte de novo e eu leio mais a fundo.`,
  soundsMissing:
    'Não consegui ouvir as músicas do servidor de música agora, então usei o que mais se sabe delas.',
  readLightly: (count) => `A playlist é longa: li ${songs(count)} só pelo que ela mesma diz.`,
  photoReadByGemini:
    'Quem leu a sua foto foi o Gemini: uma cópia pequena, sem os metadados, foi para o Google.',
  photoNotSeen: `O Gemini não conseguiu olhar a sua foto, então me baseei no que eu mesmo vejo. ${smallCopy}`,
  photoSeenLate: `O Gemini demorou demais para olhar a sua foto, então me baseei no que eu mesmo vejo. ${smallCopy}`,
  photoUnread: {
    declined: `O Gemini não quis olhar a sua foto, ${seenMyself}`,
    cut: `A resposta do Gemini sobre a sua foto parou no meio, ${seenMyself}`,
    nonsense: `A resposta do Gemini sobre a sua foto não fazia sentido, ${seenMyself}`,
  },
  missing: {
    photo: 'O modelo que costuma descrever as fotos não estava disponível',
    captioner: 'Não havia nenhum modelo que descreve fotos',
    sentences: 'O modelo de frases não estava disponível',
  },
  models: { photo: 'modelo de fotos', sentences: 'modelo de frases', moods: 'modelo de climas' },
  notDownloaded: (model) => `O ${model} ainda não foi baixado`,
  downloaded: (model, share) => `Até agora só ${percent(share)} do ${model} foi baixado`,
  captionedByAnother: (why, id) => `${why}, então quem descreveu a foto foi o ${id}.`,
  knownByColours: (why, hasMoods, advice) =>
    `${why}, então me baseei só em ${hasMoods ? 'luz, cores e clima' : 'luz e cores'} (${advice}).`,
  askAgainLater: 'pergunte mais tarde e eu olho melhor',
  installs: (command) => `npx scenescore ${command} instala um`,
  nothingFits: (title) => `Nada nesta playlist combina de verdade; o que chega mais perto é ${title}.`,
  embedderFailed: (why) => `${why}, então comparei os significados com ${myList}.`,
  moodsMissing: (why) => `${why}, então avalio os climas sem ele.`,
  writerFailed: `O Gemini não conseguiu escrever a explicação, ${putTogether}`,
  unexplained: {
    declined: `O Gemini não quis escrever a explicação, ${putTogether}`,
    cut: `A explicação do Gemini parou no meio, ${putTogether}`,
    nonsense: `A explicação do Gemini não fazia sentido, ${putTogether}`,
  },
  readWithPhoto: 'Levei em conta as suas palavras ao ler a foto.',
  stillReading: (fromLyrics, all) =>
    `Uma primeira resposta: de ${songs(all)}, já li ${number(fromLyrics)} pela letra. Continuo lendo.`,
  allByHand: (count) =>
    count === 1
      ? 'A leitura desta música foi escrita à mão e veio com a playlist.'
      : `As leituras destas ${songs(count)} foram escritas à mão e vieram com a playlist.`,
  howRead: (count) => {
    const ways: [number, string][] = [
      [count.lyrics, 'pela letra'],
      [count.metadata, 'pelo que se sabe delas'],
      [count.title, 'só por título e artista'],
      [count.hand, 'à mão, no arquivo da playlist'],
    ];
    const told = ways
      .filter(([some]) => some > 0)
      .map(([some, how], at) => `${at === 0 ? songs(some) : number(some)} ${how}`);
    return `Como li: ${told.join(', ')}.`;
  },
  tookThatAs,
  unsupportedLink: 'Links desse tipo não estão ligados aqui. Anexe a playlist como arquivo.',
  emptyPlaylist: 'Nesta playlist não há músicas que eu saiba ler. Tente outra.',
  videosOnly:
    'Essa lista só tem ids de vídeos, e não consegui descobrir os nomes. Deixe a playlist pública ou não listada no YouTube e me envie o link dela.',
  linksOnly:
    'Essa lista só tem links, e não consegui descobrir as músicas por trás deles. Escreva “Artista - Título” em cada linha ou me envie o link da própria playlist.',
  playlistUnavailable: (service, minutes) =>
    `${service} não responde no momento. Tente de novo ${minutes < 2 ? 'em um minuto' : `em uns ${minutesOf(minutes)}`} ou me dê a playlist como arquivo.`,
  noPhotos: (most) => `Me dê pelo menos uma foto, e no máximo ${most}.`,
  tooManyPhotos: (count, most) => `São ${photosOf(count)}; dou conta de até ${most}.`,
  tooFewSongs: (count, photos) =>
    `Só consigo ler ${songs(count)}, e são ${photosOf(photos)}: me dê uma playlist maior ou menos fotos.`,
  wrongPhoto: (number, what) => `Foto ${number}: ${what}`,
  wrongLink: (number, what) => `Link ${number}: ${what}`,
} satisfies Texts['notices'];

export const readers = {
  notEnglish: (count) =>
    count === 1
      ? '1 música não é em inglês e foi lida só por título e artista.'
      : `${songs(count)} não são em inglês e foram lidas só por título e artista.`,
  withoutWords: (count) =>
    count === 1
      ? '1 música não tem letra e foi lida por título, gênero e ano.'
      : `${songs(count)} não têm letra e foram lidas por título, gênero e ano.`,
  unreadableFile: 'Não consegui ler esse arquivo de playlist. Exporte e tente de novo.',
} satisfies Texts['readers'];

export const gemini = {
  failed: {
    key: `O Gemini recusou a chave, ${withMyList}. Quem cuida deste bot pode conferir GEMINI_API_KEY.`,
    gone: `Os modelos do Gemini configurados neste bot não existem mais, ${withMyList}. Quem cuida dele pode mudar GEMINI_MODEL.`,
    day: `A cota do Gemini para hoje acabou, ${withMyList}. Amanhã ela volta.`,
    minute: `A cota do Gemini para este minuto acabou, ${withMyList}.`,
    refused: `O Gemini não aceitou a pergunta, ${withMyList}.`,
    unwell: `O Gemini não respondeu, ${withMyList}.`,
    garbled: `As respostas do Gemini não fazem sentido no momento, ${withMyList}.`,
  },
  partly: {
    late: `O Gemini não chegou a ler algumas músicas, ${withThose}`,
    declined: `O Gemini não quis ler algumas músicas, ${withThose}`,
    cut: `A resposta do Gemini sobre algumas músicas parou no meio, ${withThose}`,
    nonsense: `A resposta do Gemini sobre algumas músicas não fazia sentido, ${withThose}`,
    several: `O Gemini deixou algumas músicas de fora, ${withThose}`,
  },
  otherModel: (model) => `Uma parte foi lida pelo ${model}, porque o primeiro modelo não respondeu.`,
  gemma: {
    declined: (model) => `O Gemini não quis ler uma parte, então quem leu foi o ${model}.`,
    quota: (model) => `A cota do Gemini acabou por enquanto, então uma parte foi lida pelo ${model}.`,
    other: (model) => `O Gemini não deu uma resposta que me sirva, então uma parte foi lida pelo ${model}.`,
  },
} satisfies Texts['gemini'];

export const lyrics = {
  noFolder: (dir) => `Não consegui abrir a pasta de letras “${dir}”. O caminho está certo?`,
  serviceFailed: (name) =>
    `${name} não respondeu sobre algumas músicas, então posso ter lido essas sem a letra.`,
} satisfies Texts['lyrics'];

export const times = {
  wait: (minutes, clock) => {
    if (minutes <= 1) return `em um minuto (às ${clock})`;
    if (minutes < 100) return `em uns ${minutesOf(minutes)} (às ${clock})`;
    const hours = Math.round(minutes / 60);
    return hours < 48
      ? `em umas ${hoursOf(hours)} (às ${clock})`
      : `em uns ${daysOf(Math.round(hours / 24))}`;
  },
  later: 'mais tarde',
  ago: (minutes) => {
    if (minutes < 100) return `há ${minutesOf(minutes)}`;
    const hours = Math.round(minutes / 60);
    return `há ${hours < 48 ? hoursOf(hours) : daysOf(Math.round(hours / 24))}`;
  },
} satisfies Texts['times'];
