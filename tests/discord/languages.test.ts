import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { inWords } from '../../src/locales/in-words.ts';
import { sentences } from '../../src/locales/sentences.ts';
import { languages } from '../../src/model/language.ts';
import { slash } from '../support/discord/payloads.ts';
import { isAnswer, says, startTestBot } from '../support/discord/test-bot.ts';

const person = '100000000000000007';

const said = [
  {
    locale: 'de',
    help: 'die Lieder, die sich am meisten wie dieser Moment anfühlen',
    error: 'Von example.org kann ich keine Playlists lesen',
    best: '🏆 Passt am besten · 96\u00a0%',
    by: 'von Ines Moreau',
    read: 'aus „Evenings by the lake“ gelesen',
    button: 'Als Playlist speichern',
  },
  {
    locale: 'fr',
    help: 'les chansons qui ressemblent le plus à ce moment',
    error: 'Je ne peux pas lire de playlists sur example.org',
    best: '🏆 La plus proche · 96',
    by: 'par Ines Moreau',
    read: 'dans «\u202fEvenings by the lake\u202f»',
    button: 'Enregistrer en playlist',
  },
];

it('says a kept sentence in English whose parts are not of this version', () => {
  const text = 'I took that as: more calm.';
  const kept = { text, key: 'notices.tookThatAs', args: [7, 'calm', null] };
  expect(inWords(kept, 'de')).toBe(text);
  expect(inWords({ text, key: 'notices.nothingFits', args: [kept] }, 'fr')).toContain(text);
});

it.each(languages)('repeats any word that was written in %s', (language) => {
  const phrase = { kind: 'subject', direction: 'none', degree: 1, name: 'constructor' } as const;
  const words = inWords(sentences.wish.understood([phrase], false, []), language);
  expect(words).toContain('constructor');
});

describe.each(said)('in $locale', ({ locale, ...words }) => {
  it('helps', async () => {
    const { ask } = await startTestBot();
    const { embeds } = await ask(slash('help', {}, person, { locale })).message(isAnswer);
    expect(embeds?.[0]?.description).toContain(words.help);
  });

  it('says what went wrong, with what goes into the sentence', async () => {
    const loadPlaylist = async () => {
      throw new UserError('unknown-link', sentences.links.unknownHost('example.org'));
    };
    const { ask } = await startTestBot({ dependencies: { loadPlaylist } });
    const link = 'https://example.org/1';
    await ask(slash('playlist set', { link }, person, { locale })).message(says(words.error));
  });

  it('answers', async () => {
    const test = await startTestBot();
    const run = test.scenescore(person, {}, { locale });
    const { embeds = [], components = [] } = await run.message(isAnswer);
    expect(embeds[1]?.author?.name).toContain(words.best);
    expect(embeds[2]?.description).toContain(words.by);
    expect(embeds[2]?.footer?.text).toContain(words.read);
    const labels = components.flatMap((row) => row.components).map(({ label }) => label);
    expect(labels).toContain(words.button);
  });
});

describe('an answer that a server gets to see', () => {
  const best = async (where: { locale: string; guildLocale?: string; place?: 'dm' }) => {
    const test = await startTestBot();
    const { embeds } = await test.scenescore(person, {}, where).message(isAnswer);
    return embeds?.[1]?.author?.name;
  };

  it.each([
    [{ locale: 'en-GB', guildLocale: 'de' }, 'Passt am besten'],
    [{ locale: 'de', guildLocale: 'en-US' }, 'Passt am besten'],
    [{ locale: 'de', guildLocale: 'ja' }, 'いちばん合う曲'],
    [{ locale: 'es-419', guildLocale: 'en-US' }, 'La que mejor encaja'],
    [{ locale: 'pt-BR', place: 'dm' as const }, '🏆'],
    [{ locale: 'ko', guildLocale: 'sv-SE' }, 'Best match'],
  ])('is, for %j, in the right language', async (where, words) => {
    expect(await best(where)).toContain(words);
  });
});
