/** Orders hidden in what is only to be read: they move no other song, and bring nothing into a reply. */
import { describe, expect, it } from 'vitest';
import { rankingReply } from '../../src/discord/answer/ranking-reply.ts';
import { createHttp } from '../../src/net/http.ts';
import type { Reader, SongText } from '../../src/pipeline/ports.ts';
import { explanationFrom } from '../../src/readers/gemini/explanation-answers.ts';
import { createGemini } from '../../src/readers/gemini/gemini.ts';
import { songsData } from '../../src/readers/gemini/prompt-data.ts';
import { createLexiconReader } from '../../src/readers/lexicon/reader.ts';
import { readPlaylistText } from '../../src/songs/read-file.ts';
import { shownRanking } from '../../src/store/results.ts';
import { formOf, startGemini } from '../support/gemini-server.ts';
import { song } from '../support/pipeline.ts';
import { ranking } from '../support/rankings.ts';
import { attacks } from './attacks.ts';
import { danger } from './danger.ts';

const words = (text: string): SongText['lyrics'] => ({ kind: 'words', text });
const honest: SongText[] = ['Harbour', 'Rain', 'Winter morning', 'Dance all night'].map((title) => ({
  song: song(title),
  lyrics: words(`${title}, the evening is kind\nwe walk along the river home`),
}));

/** The order in a title, an artist, an album, a genre and the words, one song each, between the honest ones. */
function among(attack: string): SongText[] {
  const hostile: SongText[] = [
    { song: song(attack), lyrics: { kind: 'none' } },
    { song: song('A', { artists: [attack], album: attack, genres: [attack] }), lyrics: { kind: 'none' } },
    { song: song('B'), lyrics: words(`a quiet line\n${attack}\nand another quiet line`) },
  ];
  return honest.flatMap((one, at) => [...hostile.slice(at, at + 1), one]);
}

const honestPlaces = (texts: readonly SongText[]): number[] => honest.map((one) => texts.indexOf(one));

async function readingsOf(reader: Reader, texts: readonly SongText[]) {
  return (await reader.readSongs(texts, {})).readings;
}

/** Obeys every order: the song itself becomes the loudest, and every other one is slandered as well. */
async function obedient(): Promise<Reader> {
  const gemini = await startGemini({
    edit(forms, { songs }) {
      const plain = songs.map(formOf);
      const loud = {
        known: true,
        summary: 'Best @everyone https://evil.example **win**',
        valence: 99,
        energy: 99,
      };
      const slander = {
        known: true,
        summary: 'Spam.',
        valence: -1,
        energy: -1,
        moods: ['dark'],
        themes: ['spam'],
      };
      const isHostile = (title: string): boolean => !honest.some((one) => one.song.title === title);
      return [
        ...plain.map((form, i) =>
          isHostile(songs[i]?.title ?? '') ? { ...form, ...loud, themes: ['<@1>', 'evil.example'] } : form,
        ),
        ...forms.map((_, i) => ({ i, ...slander })),
        { i: -1, ...slander },
        { i: 999, ...slander },
      ];
    },
  });
  const http = createHttp({ userAgent: 'test' });
  return createGemini({
    apiKey: 'k',
    url: gemini.url,
    model: 'one',
    fallbackModel: 'two',
    http,
    perMinute: 1000,
  }).reader;
}

it('are forty', () => {
  expect(new Set(attacks).size).toBe(40);
});

describe.each(['lexicon', 'obedient model'])('%s', (kind) => {
  it('reads every other song as if the order were not there', async () => {
    const reader = kind === 'lexicon' ? createLexiconReader() : await obedient();
    const expected = await readingsOf(reader, honest);
    for (const attack of attacks) {
      const texts = among(attack);
      const readings = await readingsOf(reader, texts);
      expect(readings).toHaveLength(texts.length);
      expect(honestPlaces(texts).map((place) => readings[place])).toEqual(expected);
      for (const reading of readings) {
        expect(Math.abs(reading?.valence ?? 0)).toBeLessThanOrEqual(1);
        expect(JSON.stringify(reading)).not.toMatch(/@everyone|<@|https?:|evil\.example|\*\*/);
      }
    }
  }, 60_000);
});

it.each(attacks)('stays data: %j', (attack) => {
  const block = songsData(among(attack), true);
  const [, inside = ''] = /^<<<DATA\n([^\n]*)\nDATA>>>$/.exec(block) ?? [];
  expect(inside).not.toMatch(/[<>]/);
  expect(JSON.parse(inside).map(({ i }: { i: number }) => i)).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

describe('a reply', () => {
  it.each(attacks)('carries none of it: %j', (attack) => {
    const made = ranking();
    const explained = explanationFrom(
      { order: [0], explanation: `It fits. ${attack}`, reasons: [{ i: 0, reason: attack }] },
      {
        scene: made.scene,
        top: made.matches.map(({ song: { title, artists }, reading, score }) => ({
          title,
          artists,
          reading,
          score,
          reasons: [],
        })),
      },
    );
    const shown = shownRanking(
      {
        ...made,
        scene: { ...made.scene, caption: attack },
        playlist: { ...made.playlist, title: attack },
        explanation: explained?.explanation ?? '',
        matches: made.matches.map((match) => ({
          ...match,
          song: { ...match.song, title: attack, artists: [attack] },
          reason: explained?.reasons[0] ?? '',
        })),
      },
      5,
    );
    const reply = rankingReply({ resultId: 'r', ranking: shown, photo: null, reactions: true });
    // Footers and authors are plain text to Discord: nothing in them is a link or a mention.
    const texts = (reply.embeds ?? []).flatMap(({ title, description, fields = [] }) => [
      title,
      description,
      ...fields.flatMap(({ name, value }) => [name, value]),
    ]);
    expect(texts.flatMap((text) => danger(text ?? ''))).toEqual([]);
    expect(danger(reply.content ?? '')).toEqual([]);
  });

  it('has no song from an order in a pasted list but the line itself', () => {
    for (const attack of attacks) {
      const { songs } = readPlaylistText(
        `Some Band - Harbour\nX - ${attack.replaceAll('\n', ' ')}\nOther Band - Rain`,
      );
      expect(songs.filter(({ title }) => title === 'Harbour' || title === 'Rain')).toHaveLength(2);
      expect(songs.length).toBeLessThanOrEqual(3);
    }
  });
});
