/** Everything the bot says, in one table: docs/replies.md, to be read aloud. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { texts } from '../../src/locales/en/index.ts';

/** Sentences that take values, with example values, by their path. */
const samples: Record<string, string> = {
  'startup.ready': texts.startup.ready('SceneScore', 3, 'https://discord.com/oauth2/authorize?…'),
  'startup.refused': texts.startup.refused(4014),
  'startup.commandsRefused': texts.startup.commandsRefused(400, 'Invalid Form Body'),
  'startup.notRegistered': texts.startup.notRegistered('a PUT request to Discord failed'),
  'failure.bug': texts.failure.bug('3fa9c1'),
  'failure.service': texts.failure.service('Spotify'),
  'photo.tooLarge': texts.photo.tooLarge(25),
  'file.tooLarge': texts.file.tooLarge(5),
  'sound.tooLarge': texts.sound.tooLarge(25),
  'run.cooldown': texts.run.cooldown(1_800_000_000_000),
  'run.waiting': [texts.run.waiting(1, null), texts.run.waiting(7, 3)].join(' / '),
  'run.answerFor': texts.run.answerFor('@Ina'),
  'run.late': texts.run.late('@Ina'),
  'progress.songsDone': texts.progress.songsDone(12, 40),
  'progress.seen': texts.progress.seen('a boat on a lake'),
  'progress.from': texts.progress.from('Evenings by the lake', 40),
  'ranking.understood': texts.ranking.understood('I took that as: more hopeful.'),
  'ranking.best': texts.ranking.best('93 %'),
  'ranking.percent': texts.ranking.percent(93),
  'ranking.by': texts.ranking.by('Ines Moreau'),
  'ranking.theRestLater': [texts.ranking.theRestLater(6, 10), texts.ranking.theRestLater(6, 6)].join(' / '),
  'ranking.why': texts.ranking.why('both calm'),
  'ranking.read': [texts.ranking.read(40, 40, 'Evenings'), texts.ranking.read(37, 40, 'Evenings')].join(
    ' / ',
  ),
  'ranking.fromLyrics': texts.ranking.fromLyrics(30),
  'ranking.fromMetadata': texts.ranking.fromMetadata(5),
  'ranking.fromTitle': texts.ranking.fromTitle(2),
  'ranking.skipped': [texts.ranking.skipped(1), texts.ranking.skipped(3)].join(' / '),
  'ranking.moreNotices': [texts.ranking.moreNotices(1), texts.ranking.moreNotices(2)].join(' / '),
  'ranking.react': [texts.ranking.react('5️⃣'), texts.ranking.react(null)].join(' / '),
  'ranking.page': texts.ranking.page(1, 2),
  'preview.title': [texts.preview.title(5), texts.preview.title(1)].join(' / '),
  'preview.from': texts.preview.from('Deezer'),
  'preview.none': texts.preview.none('YouTube'),
  'history.line': texts.history.line(1_800_000_000_000, 'Still Water'),
  'soundtrack.title': [texts.soundtrack.title(5, 'Evenings'), texts.soundtrack.title(1, 'Evenings')].join(
    ' / ',
  ),
  'soundtrack.photo': texts.soundtrack.photo(2, '93 %'),
  'soundtrack.tooLarge': texts.soundtrack.tooLarge(75),
  'save.files': [
    texts.save.files(5, 'answer'),
    texts.save.files(5, 'rising'),
    texts.save.files(1, 'answer'),
  ].join(' / '),
  'save.created': [texts.save.created('Evenings', 5), texts.save.created('Evenings', 1)].join(' / '),
  'save.missing': texts.save.missing('Still Water'),
  'save.name': texts.save.name('a boat on a lake'),
  'why.title': texts.why.title(2),
  'why.weight': texts.why.weight(25),
  'why.contrast': texts.why.contrast(25),
  'why.chance': texts.why.chance(83),
  'rating.fits': texts.rating.fits('Still Water'),
  'rating.fitsNot': texts.rating.fitsNot('Still Water'),
  'rating.takenBack': texts.rating.takenBack('Still Water'),
  'playlist.setMine': texts.playlist.setMine('Evenings', 40),
  'playlist.setServer': texts.playlist.setServer('Evenings', 1),
  'playlist.mine': texts.playlist.mine('Evenings'),
  'playlist.server': texts.playlist.server('Evenings'),
  'playlist.read': texts.playlist.read(40, 1_800_000_000_000),
  'playlist.choiceMine': texts.playlist.choiceMine('Evenings'),
  'playlist.choiceServer': texts.playlist.choiceServer('Evenings'),
  'playlist.choiceRecent': texts.playlist.choiceRecent('Evenings'),
  'playlist.choiceSpotify': texts.playlist.choiceSpotify('Evenings'),
  'playlist.choiceMusicServer': texts.playlist.choiceMusicServer('Evenings'),
  'spotify.linked': texts.spotify.linked('Ina'),
  'spotify.status': texts.spotify.status('Ina', 1_800_000_000_000),
  'taste.kept': [texts.taste.kept(1, 1), texts.taste.kept(12, 3)].join(' / '),
  'taste.counts': texts.taste.counts(9, 3),
  'taste.reset': [texts.taste.reset(0), texts.taste.reset(1), texts.taste.reset(12)].join(' / '),
  'privacy.services': texts.privacy.services('LRCLIB (artist and title)'),
  'privacy.export': [texts.privacy.export(1), texts.privacy.export(2)].join(' / '),
  'privacy.exportFile': [texts.privacy.exportFile(1), texts.privacy.exportFile(2)].join(' / '),
  'privacy.deleted': texts.privacy.deleted('your playlists, 12 ratings'),
  'privacy.parts.ratings': [texts.privacy.parts.ratings(1), texts.privacy.parts.ratings(12)].join(' / '),
  'privacy.parts.results': [texts.privacy.parts.results(1), texts.privacy.parts.results(3)].join(' / '),
  'help.on': texts.help.on('Gemini', 'reads the songs'),
  'help.off': texts.help.off('Gemini', 'a built-in dictionary reads the songs instead'),
  'help.footer': texts.help.footer('0.1.0'),
};

function rows(at: object, path: string): [path: string, text: string][] {
  return Object.entries(at).flatMap(([key, value]: [string, unknown]): [string, string][] => {
    const here = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') return [[here, value]];
    if (typeof value === 'function') return [[here, samples[here] ?? 'MISSING']];
    return typeof value === 'object' && value !== null ? rows(value, here) : [];
  });
}

const table = rows(texts, '');

describe('what the bot says', () => {
  it('is in docs/replies.md, every sentence of it', async () => {
    const lines = table.map(
      ([path, text]) => `| \`${path}\` | ${text.replaceAll('|', '\\|').replaceAll('\n', '<br>')} |`,
    );
    const page = [
      '# Everything the bot says',
      '',
      'Made from `src/locales/en/index.ts` by its test (`npx vitest run texts -u` rewrites it), to be read aloud.',
      'Names and numbers are examples; ` / ` separates the forms of one sentence.',
      '',
      '| where | words |',
      '| --- | --- |',
      ...lines,
      '',
    ].join('\n');
    await expect(page).toMatchFileSnapshot(join(import.meta.dirname, '../../docs/replies.md'));
  });

  it.each(table)('%s is well-formed', (_, text) => {
    expect(text).not.toMatch(/MISSING|undefined|NaN| {2}|\s$|[!?.]{2}/);
    expect(text.length).toBeLessThan(700);
  });

  it.each(
    table.filter(([path]) => /^(failure|photo|file)\.|^run\.(no|not|liked|already|full|cool)/.test(path)),
  )('%s says what happened and what to do, in whole sentences', (_, text) => {
    expect(text).toMatch(/^[A-Z].*[.?:]$/s);
    expect(text.split(/[.?:;] /).length).toBeGreaterThanOrEqual(text.includes(',') ? 1 : 2);
  });
});
