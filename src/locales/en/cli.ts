/** Sentences of the terminal program. */
import { counted } from './common.ts';

const entriesOf = (count: number): string => `${count} ${count === 1 ? 'entry' : 'entries'}`;
/** How well a feature fits, in a word. */
function closeness(fit: number): string {
  if (fit >= 0.85) return 'very close';
  if (fit >= 0.65) return 'close';
  return fit >= 0.45 ? 'not far apart' : 'far apart';
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

export const cliTexts = {
  program: {
    about: 'Find the song among your own that feels most like a photo.',
    afterError: '(scenescore --help lists the commands)',
    wholeNumber: 'It must be a whole number from 1.',
    bug: (reference: string) => `Something went wrong on my side (reference ${reference}).`,
    crash: 'Something went wrong on my side.',
    cannotPrint: 'I could not write the answer out: is the disk full?',
    playlist: 'a link, a playlist file, a folder of music, - for standard input, or a pasted list',
    feeling: 'what you want to feel, in your own words',
    lyrics: 'a folder of "Artist - Title.txt" files, used before any lyrics service',
    json: 'one JSON document on standard output',
    match: {
      about: 'rank the songs of a playlist by how well their feeling fits a photo',
      photo: 'an image file',
      top: 'show only the best n songs',
      explain: 'show how the song at this rank got its place',
    },
    album: {
      about: 'give each of several photos a song of its own, chosen together',
      photos: 'up to ten image files',
    },
    songs: { about: 'only read a playlist: what was found, what was skipped and why' },
    evaluate: {
      about: 'measure the ranking on a folder with scenes.json, songs.json and perhaps playlists.json',
      dir: 'the folder',
      inputs: 'readings, texts or photos: a short form of --scene and --songs',
      scene: 'what is known of the photos: light, caption, reading or photo',
      songs: 'what is known of the songs: title, facts, summary, reading or playlist',
      states: 'one line for each state of knowledge',
      ranker: 'features, or cosine (plain cosine of caption and summary)',
      out: 'write the rankings there',
    },
    doctor: { about: 'what is switched on, what is missing, whether each service answers' },
    models: {
      about: 'which local models are wanted and present',
      fetch: 'download the models named, or all that are wanted and missing',
      names: 'such as florence',
    },
    backup: {
      about: 'write everything kept (settings, ratings, answers, sealed tokens) to a file; the bot may run',
      file: 'where to; it is replaced',
    },
    restore: {
      about: 'replace everything kept by what is in a backup',
      file: 'a file that backup wrote',
      yes: 'replace what is there without asking',
    },
    store: {
      about: 'the database',
      copy: 'copy everything kept to another, empty database; stop the bot first',
      from: 'sqlite://…, redis://… or postgres://…',
      to: 'the same, empty',
    },
  },
  files: {
    missing: (what: string, path: string) => `There is no ${what} at ${path}. Check the path.`,
    notAFile: (what: string, path: string) => `${path} is not a file. Give me the ${what} itself.`,
    tooLarge: (what: string, size: string, limit: string) =>
      `This ${what} has ${size}; I can take up to ${limit}. Give me a smaller one.`,
    forbidden: (path: string) => `I am not allowed to read ${path}. Check its permissions.`,
  },
  folder: {
    noMusic: (folder: string) =>
      `There is no music in ${folder}. I can hear MP3, FLAC, Ogg Vorbis, Opus and WAV, and AAC with ffmpeg.`,
    listening: (files: number) => `Listening to ${counted(files, 'file')}`,
    reading: (files: number) => `Reading ${counted(files, 'file')}`,
  },
  progress: {
    downloading: (model: string, doneBytes: number, totalBytes: number | null) =>
      `Downloading ${model}: ${megabytes(doneBytes)}${totalBytes === null ? '' : ` of ${megabytes(totalBytes)}`}`,
    described: (caption: string) => `I see: ${caption}`,
    loaded: (title: string, songs: number) => `${title}: ${counted(songs, 'song')}`,
    lyrics: (done: number, total: number) => `Looking for words: ${done} of ${total} songs`,
    reading: (done: number, total: number) => `Reading feelings: ${done} of ${total} songs`,
    ranked: (songs: number) => `Ranked ${counted(songs, 'song')}`,
    done: 'Done',
    left: (seconds: number) => `, ${seconds} s left`,
  },
  match: {
    whatIsInIt: (colours: string) =>
      `\nI know this photo only by its light and colours: ${colours}\nWhat is in the photo? (Enter to go on without) `,
  },
  ranking: {
    scene: 'I see',
    guess: 'guess',
    feeling: 'It feels',
    moods: 'Moods',
    wish: 'Your words',
    source: 'Songs from',
    counts: (read: number, total: number) =>
      read === total ? counted(read, 'song') : `${read} of ${counted(total, 'song')}`,
    explanation: 'Why it won',
    note: 'Note',
    skipped: 'Left out',
    more: (count: number) => ` and ${count} more`,
    place: (mood: string, energy: string) => `${mood} mood   ${energy} energy`,
    noSuchRank: (songs: number, rank: number) =>
      `There are only ${songs} songs in this ranking, so none is number ${rank}.`,
  },
  explanation: {
    title: (rank: number, name: string) => `How number ${rank} got its place: ${name}`,
    unknown: 'not known',
    photo: 'photo',
    song: 'song',
    total: 'together',
    labels: {
      valence: 'sad to happy',
      energy: 'calm to lively',
      moods: 'moods',
      themes: 'themes',
      words: 'story',
    },
    sentences: {
      unknown: (label: string) => `The song's “${label}” is not known, so it neither helped nor hurt.`,
      apart: (photo: string | null, song: string | null, fit: number) =>
        `The photo is ${photo}, the song ${song}: ${closeness(fit)}.`,
      neither: 'Neither photo nor song is clearly happy or sad.',
      alike: (both: string | null) => `Photo and song are both ${both}.`,
      moods: (photo: string | null, song: string | null, fit: number) =>
        `The photo's mood is ${photo}, the song's ${song}: ${closeness(fit)}.`,
      themes: (words: string, families: string) => {
        if (words !== '') return `Both are about ${words}.`;
        return families === '' ? 'They have no theme in common.' : `Both touch on ${families}.`;
      },
      story: (fit: number) => {
        if (fit >= 0.65) return "The song's story is close to what the photo shows.";
        return fit >= 0.45
          ? "The song's story is about as close to the photo as most here."
          : "The song's story is further from the photo than most here.";
      },
    },
  },
  soundtrack: {
    title: (playlist: string) => `The soundtrack, from ${playlist}`,
    counts: (photos: number, songs: number) => `${counted(photos, 'photo')}, ${counted(songs, 'song')} read`,
  },
  songs: {
    counts: (songs: number, rows: number, source: string) =>
      `${counted(songs, 'song')} of ${counted(rows, 'row')}, from ${source}`,
    skipped: (count: number) => `Left out (${count}):`,
    more: (count: number) => `and ${count} more`,
  },
  models: {
    roles: { captioner: 'captions photos', embedder: 'compares meanings', mood: 'sees moods in photos' },
    sizeUnknown: 'size unknown',
    present: (role: string, path: string) => `${role}: present in ${path}`,
    without: {
      captioner: 'without it photos are known only by their light and colours',
      embedder: 'without it meanings are compared by a built-in list of words',
      mood: 'without it moods come from the caption alone',
    },
    missing: (role: string, size: string, licence: string, without: string) =>
      `${role}: missing (${size}, ${licence}); ${without}. To download it: npx scenescore models fetch`,
    fetching: (name: string, size: string, licence: string, address: string, folder: string) =>
      `${name}: ${size}, licence ${licence}, from ${address} to ${folder}`,
    fetched: (name: string, doneBytes: number, totalBytes: number | null) =>
      totalBytes === null
        ? `${name}: downloading`
        : `${name}: ${Math.floor((100 * doneBytes) / totalBytes)} % of ${megabytes(totalBytes)}`,
    captions: 'Captions',
    noCaptions: 'CAPTIONER is none, so photos are known only by their light and colours',
    none: 'With these CAPTIONER and EMBEDDER no local models are wanted.',
  },
  store: {
    unavailable: (kind: string) => `The ${kind} database cannot be opened. Check its address.`,
    written: (entries: number, file: string) =>
      `Wrote ${entriesOf(entries)} to ${file}. Keep it as safe as the database itself.`,
    ownFile: (file: string) => `${file} is the database itself. Give me the name of another file.`,
    damaged: (rows: number) =>
      `Left out ${entriesOf(rows)} that cannot be read. They stay in the database; \`scenescore doctor\` counts them.`,
    restored: (entries: number, file: string) => `Restored everything from ${file}: ${entriesOf(entries)}.`,
    overwrite: 'This replaces everything that is kept now. Continue? (y/n) ',
    needsYes: 'The database already holds something, and this would replace it. Add --yes to go ahead.',
    notRestored: 'Nothing was changed.',
    sameStore: 'Both addresses lead to the same database. Give me two.',
    copied: (entries: number) =>
      `Copied ${entriesOf(entries)}. Set STORE_URL to the new database and start the bot again.`,
  },
  demo: {
    noSuchScene: (name: string, names: readonly string[]) =>
      `There is no demo photo called ${name}. Try one of: ${names.join(', ')}.`,
    usage: (names: readonly string[]) =>
      `Usage: npm run demo -- [photo] [--json]\nPhotos: ${names.join(', ')}.`,
    photo: (name: string) =>
      `The photo is the drawing “${name}”. Its own description stands in for a captioning model.`,
    noPage: (path: string) => `I cannot write to ${path}, so there is no page to look at.`,
    page: (path: string) => `The reply as people see it: ${path}`,
  },
} as const;
