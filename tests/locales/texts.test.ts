/** Everything the bot says, in each of its languages: docs/replies.md, to be read aloud. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { textsIn } from '../../src/locales/in-words.ts';
import { type Language, languages } from '../../src/model/language.ts';
import { readPackaged } from '../../src/package-path.ts';

/** What goes into sentences that take values, by their path; several are forms of one sentence. */
const samples: Record<string, readonly (readonly unknown[])[]> = {
  'failure.bug': [['3fa9c1']],
  'failure.service': [['Spotify']],
  'photo.tooLarge': [[25]],
  'file.tooLarge': [[5]],
  'sound.tooLarge': [[25]],
  'run.usualLost': [['Evenings', 'Deezer shows me nothing there.']],
  'run.tooManyLinks': [[7, 5]],
  'run.cooldown': [[1_800_000_000_000]],
  'run.waiting': [[1, null], [2, 1], [7, 3]], // biome-ignore format: forms of one sentence
  'run.answerFor': [['@Ina']],
  'run.late': [['@Ina']],
  'progress.songsDone': [[12, 40]],
  'progress.seen': [['a boat on a lake']],
  'progress.from': [['Evenings by the lake', 40]],
  'ranking.understood': [['…']],
  'ranking.best': [['93 %']],
  'ranking.percent': [[93]],
  'ranking.by': [['Ines Moreau']],
  'ranking.why': [['both calm']],
  'ranking.read': [[40, 40, 'Evenings'], [37, 40, 'Evenings'], [1, 1, 'Evenings']], // biome-ignore format: forms of one sentence
  'ranking.fromLyrics': [[30], [1]],
  'ranking.fromMetadata': [[5], [1]],
  'ranking.fromTitle': [[2], [1]],
  'ranking.print': [['…', ['…', '…']], ['…', []]], // biome-ignore format: forms of one sentence
  'ranking.skipped': [[1], [3]],
  'ranking.moreNotices': [[1], [2]],
  'ranking.react': [['5️⃣'], [null]],
  'preview.title': [[5], [1]],
  'preview.from': [['Deezer']],
  'preview.none': [['YouTube']],
  'history.line': [[1_800_000_000_000, 'Still Water']],
  'soundtrack.title': [[5, 'Evenings'], [1, 'Evenings']], // biome-ignore format: forms of one sentence
  'soundtrack.photo': [[2, '93 %']],
  'soundtrack.tooLarge': [[75]],
  'save.files': [[5, 'answer'], [5, 'rising'], [1, 'answer']], // biome-ignore format: forms of one sentence
  'save.created': [['Evenings', 5], ['Evenings', 1]], // biome-ignore format: forms of one sentence
  'save.missing': [['Still Water']],
  'save.name': [['a boat on a lake']],
  'refine.otherSongs': [[''], ['…']],
  'refine.otherArtists': [[''], ['…']],
  'why.title': [[2]],
  'why.weight': [[25]],
  'why.contrast': [[25]],
  'why.chance': [[83]],
  'rating.fits': [['Still Water']],
  'rating.fitsNot': [['Still Water']],
  'rating.takenBack': [['Still Water']],
  'playlist.setMine': [['Evenings', 40]],
  'playlist.setServer': [['Evenings', 1]],
  'playlist.mine': [['Evenings']],
  'playlist.server': [['Evenings']],
  'playlist.read': [[40, 1_800_000_000_000]],
  'playlist.choiceMine': [['Evenings']],
  'playlist.choiceServer': [['Evenings']],
  'playlist.choiceRecent': [['Evenings']],
  'playlist.choiceSpotify': [['Evenings']],
  'playlist.choiceMusicServer': [['Evenings']],
  'spotify.linked': [['Ina']],
  'spotify.status': [['Ina', 1_800_000_000_000]],
  'linkPages.shownAs': [['Ina']],
  'linkPages.bug': [['3fa9c1']],
  'taste.kept': [[1, 1], [12, 3]], // biome-ignore format: forms of one sentence
  'taste.counts': [[9, 3]],
  'taste.reset': [[0], [1], [12]],
  'learnedTaste.more': [[['energy']], [['moods', 'themes']]],
  'learnedTaste.less': [[['valence']], [['words']]],
  'learnedTaste.moreAndLess': [
    [
      ['moods', 'themes'],
      ['words', 'energy'],
    ],
  ],
  'learnedTaste.from': [[1, 'soFar'], [6, 'first'], [12, 'fairly'], [30, 'sure']], // biome-ignore format: forms of one sentence
  'privacy.services': [['LRCLIB']],
  'privacy.export': [[1], [2]],
  'privacy.exportFile': [[1], [2]],
  'privacy.deleted': [['…']],
  'privacy.parts.ratings': [[1], [12]],
  'privacy.parts.results': [[1], [3]],
  'help.on': [['Gemini', '…']],
  'help.off': [['Gemini', '…']],
  'help.footer': [['0.2.0']],
  'features.facts.on': [['Deezer']],
  'features.facts.sees': [['Deezer']],
  'files.failure.tooLarge': [[5]],
  'files.failure.noSongs': [['…']],
  'files.failure.damaged': [['XSPF']],
  'files.failure.foreign': [['…']],
  'files.failure.emptyPlaylist': [['Evenings']],
  'files.failure.nothingToRank': [['Evenings', 1, '…'], ['Evenings', 12, '…']], // biome-ignore format: forms of one sentence
  'files.notice.cut': [[20_000, true, 1000], [1200, false, 1000]], // biome-ignore format: forms of one sentence
  'files.notice.manySkipped': [[1200, 500]],
  'files.notice.severalPlaylists': [[3]],
  'files.notice.duplicates': [[1], [12]],
  'files.notice.overlap': [[1], [12]],
  'files.notice.needsFfmpeg': [[1], [12]],
  'files.notice.firstPart': [['Evenings', 500, 100]],
  'links.unknownHost': [['example.org'], ['']],
  'links.asItWas': [['Evenings', '…']],
  'appleMusic.firstPart': [[100]],
  'youtube.busy': [['…']],
  'spotifyLists.busy': [['…']],
  'spotifyLists.publicPageInstead': [['…']],
  'spotifyLists.signIn.wrongAddress': [['https://example.org/spotify']],
  'notices.lyricsLate': [[1], [12]],
  'notices.readLightly': [[120]],
  'notices.notDownloaded': [['…']],
  'notices.downloaded': [['…', 43]],
  'notices.captionedByAnother': [['…', 'vit-gpt2']],
  'notices.knownByColours': [['…', true, '…'], ['…', false, '…']], // biome-ignore format: forms of one sentence
  'notices.installs': [['models fetch']],
  'notices.nothingFits': [['“Still Water”']],
  'notices.embedderFailed': [['…']],
  'notices.moodsMissing': [['…']],
  'notices.stillReading': [[12, 40]],
  'notices.allByHand': [[1], [12]],
  'notices.howRead': [[{ lyrics: 30, metadata: 5, title: 2, hand: 1 }], [{ lyrics: 1, metadata: 0, title: 0, hand: 0 }]], // biome-ignore format: forms of one sentence
  'notices.tookThatAs': [[['brighter', 'much calmer'], ['joyful', 'tender'], ['snow']], [[], ['dark'], []]], // biome-ignore format: forms of one sentence
  'notices.playlistUnavailable': [['Spotify', 1], ['Spotify', 12]], // biome-ignore format: forms of one sentence
  'notices.noPhotos': [[10]],
  'notices.tooManyPhotos': [[11, 10]],
  'notices.tooFewSongs': [[3, 5]],
  'notices.wrongPhoto': [[2, '…']],
  'notices.wrongLink': [[2, '…']],
  'photos.tooLarge': [[31, 25]],
  'photos.tooManyPixels': [[80, 60]],
  'pictures.song': [['“Still Water”', 'Ines Moreau'], ['“Still Water”', '']], // biome-ignore format: forms of one sentence
  'pictures.mapAlt': [['…', ['“Still Water”: …'], 1], ['…', ['“Still Water”: …'], 3], ['…', ['“Still Water”: …'], 0]], // biome-ignore format: forms of one sentence
  'pictures.cardAlt': [['“Still Water”', '…'], ['“Still Water”', '']], // biome-ignore format: forms of one sentence
  'gemini.otherModel': [['gemini-flash-lite']],
  'gemini.gemma.declined': [['gemma-4']],
  'gemini.gemma.quota': [['gemma-4']],
  'gemini.gemma.other': [['gemma-4']],
  'lyrics.noFolder': [['./lyrics']],
  'lyrics.serviceFailed': [['Genius']],
  'readers.notEnglish': [[1], [12]],
  'readers.withoutWords': [[1], [12]],
  'times.wait': [[1, '14:32 UTC'], [12, '14:32 UTC'], [180, '14:32 UTC'], [5000, '14:32 UTC']], // biome-ignore format: forms of one sentence
  'times.ago': [[1], [20], [180], [5000]],
  'wish.understood': [
    [[{ kind: 'feeling', direction: 'more', degree: 1, name: 'happy' }, { kind: 'subject', direction: 'none', degree: 1, name: 'love' }], false, []],
    [[{ kind: 'feeling', direction: 'less', degree: 2, name: 'dark' }], true, ['valence', 'energy']],
    [[{ kind: 'feeling', direction: 'toward', degree: 1, name: 'hopeful' }, { kind: 'subject', direction: 'less', degree: 1, name: 'rain' }, { kind: 'subject', direction: 'more', degree: 1, name: 'snow' }, { kind: 'feeling', direction: 'none', degree: 1, name: 'calm' }], false, []],
  ], // biome-ignore format: forms of one sentence
};

/** `words` is a table of sentences, or one of them. */
function rows(words: unknown, path: string): [path: string, text: string][] {
  if (typeof words === 'string') return [[path, words]];
  if (typeof words === 'function') {
    const forms = (samples[path] ?? []).map((args) => String(Reflect.apply(words, undefined, args)));
    return [[path, forms.length === 0 ? 'MISSING' : forms.join(' / ')]];
  }
  if (typeof words !== 'object' || words === null) return [[path, 'MISSING']];
  return Object.entries(words).flatMap(([key, below]) => rows(below, path === '' ? key : `${path}.${key}`));
}

/** What people are told to type: commands, options and their choices. */
const typed = (words: string) =>
  new Set(
    words.match(/`\/[^`]+`|`[\p{L}\p{M}]+\d*:(?: [^`]+)?`/gu)?.filter((token) => !token.includes('//')),
  );

/** An English token in the names of a language's commands. */
function named(token: string, language: Language): string {
  if (language === 'en') return token;
  const { options, justForMe } = names[language];
  const nameOf = (key: string): string => options[key]?.[0] ?? 'UNKNOWN';
  const command = /^`\/(\w+)(?: (\w+))?`$/.exec(token);
  if (command) {
    const [, name = '', sub] = command;
    return `\`/${nameOf(name)}${sub === undefined ? '' : ` ${nameOf(`${name}.${sub}`)}`}\``;
  }
  return token
    .replace(/^`(\w+?)(\d*):/, (_, option: string, digits: string) => {
      const key = option === 'scope' ? 'playlist.scope' : `scenescore.${option}`;
      return `\`${nameOf(key)}${digits}:`;
    })
    .replace('just for me', justForMe);
}

const namesSchema = z.object({
  options: z.record(z.string(), z.tuple([z.string(), z.string()])),
  justForMe: z.string(),
});
const namesOf = (language: string) =>
  readPackaged(namesSchema, 'assets', 'command-names', `${language}.json`);
const names = {
  de: namesOf('de'),
  fr: namesOf('fr'),
  es: namesOf('es'),
  pt: namesOf('pt'),
  ja: namesOf('ja'),
};

const tables = languages.map((language) => ({ language, table: rows(textsIn(language), '') }));
const english = tables[0]?.table ?? [];

it('is in docs/replies.md, every sentence of it', async () => {
  const page = [
    '# Everything the bot says',
    '',
    'Made from `src/locales` by its test (`npx vitest run tests/locales -u` rewrites it), to be read aloud.',
    'Names and numbers are examples; ` / ` separates the forms of one sentence, and `…` stands for another sentence.',
    ...tables.flatMap(({ language, table }) => [
      '',
      `## ${new Intl.DisplayNames(language, { type: 'language' }).of(language)}`,
      '',
      '| where | words |',
      '| --- | --- |',
      ...table.map(
        ([path, text]) => `| \`${path}\` | ${text.replaceAll('|', '\\|').replaceAll('\n', '<br>')} |`,
      ),
    ]),
    '',
  ].join('\n');
  await expect(page).toMatchFileSnapshot(join(import.meta.dirname, '../../docs/replies.md'));
});

describe.each(tables)('in $language', ({ language, table }) => {
  it.each(table)('%s is well-formed', (path, text) => {
    expect(text).not.toMatch(/MISSING|undefined|NaN| {2}|\s$|[!?.]{2}/);
    expect(text.length).toBeLessThan(language === 'en' ? 700 : 950);
    // Commands and options have the names that Discord shows in that language; settings stay as they are.
    const inEnglish = english.find(([at]) => at === path)?.[1] ?? '';
    const settings = (words: string) => new Set(words.match(/\b[A-Z]+_[A-Z_]+\b/g));
    expect(settings(text)).toEqual(settings(inEnglish));
    expect(typed(text)).toEqual(new Set([...typed(inEnglish)].map((token) => named(token, language))));
  });
});

it.each(
  english.filter(([path]) => /^(failure|photo|file)\.|^run\.(no|not|liked|already|full|cool)/.test(path)),
)('%s says what happened and what to do, in whole sentences', (_, text) => {
  expect(text).toMatch(/^[A-Z].*[.?:]$/s);
  expect(text.split(/[.?:;] /).length).toBeGreaterThanOrEqual(text.includes(',') ? 1 : 2);
});
