/** What a hostile song, caption or list leaves in all that is shown, written or logged: its plain letters. */

import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { soundtrackLines } from '../../src/cli/album.ts';
import { explanationLines } from '../../src/cli/match.ts';
import { rankingTable } from '../../src/cli/ranking-table.ts';
import { playlistLines } from '../../src/cli/songs.ts';
import { historyReply } from '../../src/commands/history/history.ts';
import { playlistsReply } from '../../src/commands/playlist/playlist.ts';
import { whyReply } from '../../src/commands/why/why.ts';
import { soundtrackReply } from '../../src/discord/answer/soundtrack-reply.ts';
import type { ReplyMessage } from '../../src/discord/reply/message.ts';
import { failureText } from '../../src/discord/respond.ts';
import { en } from '../../src/locales/en/index.ts';
import { createLogger } from '../../src/logger.ts';
import type { Match } from '../../src/model/ranking.ts';
import { storyCardAlt } from '../../src/pictures/pictures.ts';
import { loadRankTables } from '../../src/pipeline/ranking/tables.ts';
import { playlistFiles } from '../../src/songs/export.ts';
import { tidy } from '../../src/songs/fold.ts';
import { readPlaylistFile } from '../../src/songs/read-file.ts';
import { shownRanking } from '../../src/store/results.ts';
import { playlist, song } from '../support/pipeline.ts';
import { match, ranking, soundtrack } from '../support/rankings.ts';
import { attacks } from './attacks.ts';
import { danger } from './danger.ts';

const escapeSign = '\u001b';

/** Besides the orders: what terminals, spreadsheets and logs take for their own. */
const texts = [
  ...attacks,
  '\u001b[2J\u001b]0;owned\u0007\u001b[31mred',
  '\u009b31mred\u0085next',
  'one\r\n{"level":60,"msg":"forged"}\ntwo',
  '\u202egnp.exe\u2066x',
  '=HYPERLINK("https://evil.example";"x")',
  '+1+cmd|/C calc!A0',
  '-2+3',
  '@SUM(A1:A9)',
  '\t=1+1',
  '"\n=1+1',
];

function hostileMatch(text: string, rank = 1): Match {
  const made = match(rank);
  return {
    ...made,
    song: { ...made.song, title: text, artists: [text], album: text },
    reading: { ...made.reading, summary: text, themes: [text] },
    vibe: text,
    reason: text,
  };
}

function hostileRanking(text: string) {
  const made = ranking();
  return ranking({
    scene: {
      ...made.scene,
      caption: text,
      reading: { ...made.scene.reading, summary: text, themes: [text] },
    },
    playlist: { ...made.playlist, title: text },
    matches: [hostileMatch(text), hostileMatch(text, 2)],
    explanation: text,
    skipped: [{ title: text, reason: text }],
    notices: [{ code: 'x', text }],
  });
}

/** Every text in a reply that Discord reads as markdown. */
const readTexts = ({ content, embeds = [] }: ReplyMessage): string[] => [
  content ?? '',
  ...embeds.flatMap(({ title, description, fields = [] }) => [
    title ?? '',
    description ?? '',
    ...fields.flatMap(({ name, value }) => [name, value]),
  ]),
];

/** Every kind of reply with this wherever something from outside stands. */
function repliesWith(text: string): string[] {
  const shown = shownRanking(hostileRanking(text), 2);
  const [first] = shown.matches;
  if (first === undefined) throw new Error('no match');
  const track = {
    ...soundtrack(1),
    playlist: hostileRanking(text).playlist,
    notices: hostileRanking(text).notices,
  };
  const { scene } = hostileRanking(text);
  const saved = { link: 'https://open.spotify.com/playlist/x', title: text };
  const result = {
    id: 'r', personId: '1', serverId: '2', channelId: '3', place: '2/3', messageId: '4', isReactable: true, createdAt: 1, ranking: shown,
  }; // biome-ignore format: one line a record
  return [
    whyReply('r', first, true, en),
    soundtrackReply({
      soundtrack: { ...track, songs: [{ scene, match: hostileMatch(text) }] },
      photos: [],
      resultId: 'r',
      actions: [],
      language: 'en',
    }),
    historyReply([result], en),
    playlistsReply(saved, saved, en.playlist),
  ].flatMap(readTexts);
}

/** What our own words have: commands in code marks, times, links to Discord. */
const ours = repliesWith('Plain words').flatMap(danger);

describe.each(texts)('%j', (text) => {
  it('in replies', () => {
    expect(repliesWith(text).flatMap(danger)).toEqual(ours);
    expect(failureText(new Error(text), 'abc', 'en')).toBe(failureText(new Error('x'), 'abc', 'en'));
    expect(storyCardAlt({ title: text, artists: [text] }, text, 'en')).not.toMatch(
      /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u,
    );
  });

  it('in a terminal', () => {
    const made = hostileRanking(text);
    const options = { columns: 80 };
    const { families } = loadRankTables();
    const lines = [
      rankingTable(made, options),
      explanationLines(made, hostileMatch(text), families, 80),
      playlistLines(
        playlist([song(text, { artists: [text] })], {
          title: text,
          skipped: made.skipped,
          notices: made.notices,
        }),
        80,
      ),
      soundtrackLines(
        {
          ...soundtrack(1),
          playlist: made.playlist,
          notices: made.notices,
          songs: [{ scene: made.scene, match: hostileMatch(text) }],
        },
        [text],
        80,
      ),
    ].join('\n');
    // Our own colours are the only commands, where there are any.
    const own = lines.replace(new RegExp(`${escapeSign}\\[\\d{1,2}m`, 'g'), '');
    expect(own).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u);
    expect(lines).not.toContain('\u001b[31mred');
  });

  it('in exported files', () => {
    const listed = {
      title: text,
      artists: [text],
      album: text,
      isrc: null,
      url: null,
      search: 'https://www.youtube.com/results?search_query=x',
    };
    const files = playlistFiles(
      { title: text, songs: [listed, { ...listed, title: 'Second', artists: ['Band'] }] },
      'mine',
    );
    for (const { name, text: written } of files) {
      const { songs } = readPlaylistFile(new TextEncoder().encode(written), name);
      if (tidy(text) !== '') expect(songs.map(({ title }) => title)).toContain('Second');
      expect(songs.length).toBeLessThanOrEqual(2);
      expect(written).not.toMatch(/[^\P{Cc}\r\n]/u);
      if (name.endsWith('.csv')) {
        const cells = [...written.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell = '']) => cell);
        expect(cells.filter((cell) => /^\s*[=+\-@]/.test(cell))).toEqual([]);
      }
    }
  });

  it('in the log', () => {
    const stream = new PassThrough();
    createLogger('info', { destination: stream }).warn({ title: text, err: new Error(text) }, text);
    const lines = String(stream.read()).trimEnd().split('\n');
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toMatch(/\p{Cc}/u);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ title: text, level: 40 });
  });
});
