/** Scene and read songs → the songs in their order, with what speaks for each; and those as matches with words. */
import { mapChunked, yieldToEventLoop } from '../../concurrency/chunked.ts';
import type { Explanation } from '../../model/explanation.ts';
import type { Match } from '../../model/ranking.ts';
import type { SongReading } from '../../model/reading.ts';
import type { Scene } from '../../model/scene.ts';
import type { Song } from '../../model/song.ts';
import type { ExplainInput } from '../ports.ts';
import { bankInSpace, bankTexts } from '../ranking/bank.ts';
import { embeddingText, sceneEmbeddingText } from '../ranking/embed.ts';
import { type Ranked, type RankOptions, type RankSong, rank } from '../ranking/rank.ts';
import type { RankTables } from '../ranking/tables.ts';
import { limitsFor } from '../ranking/tie-break.ts';
import { secondLook } from './explain.ts';
import { youtubeSearchLink } from './links.ts';
import { because } from './reasons.ts';

export type ReadSong = { song: Song; reading: SongReading };

export type Candidate = { song: RankSong; ranked: Ranked; because: string[] };

/** So many at the top get a line of reason by the writer; and so many may be re-ordered by its second look. */
const explained = 10;
export const reordered = 8;
/** In a longer list, only so many with the best of everything else have their words compared as well. */
const compared = 1000;

/** Positions of the songs whose words are worth comparing: all, or in a long list the best without it. */
function worthComparing(scene: Scene, songs: readonly ReadSong[], tables: RankTables): ReadonlySet<number> {
  if (songs.length <= compared) return new Set(songs.keys());
  const plain = songs.map(({ song, reading }) => ({ song, reading, vector: null }));
  const { reading, palette, moods } = scene;
  const ranked = rank({ reading, palette, moods, vector: null }, plain, { ...tables, diversify: false });
  return new Set(ranked.slice(0, compared).map(({ index }) => index));
}

/** All songs, best first; those of what is to be avoided behind the others. `embed` gives one vector for each text. */
export async function rankSongs(
  scene: Scene,
  songs: readonly ReadSong[],
  tables: RankTables & Pick<RankOptions, 'avoid'>,
  embed: (texts: readonly string[]) => Promise<Float32Array[]>,
): Promise<Candidate[]> {
  const bank = bankTexts(tables.bank);
  const worth = worthComparing(scene, songs, tables);
  await yieldToEventLoop();
  const songTexts = songs.flatMap(({ reading }, at) => (worth.has(at) ? [embeddingText(reading)] : []));
  const [sceneVector, ...vectors] = await embed([sceneEmbeddingText(scene), ...bank, ...songTexts]);
  const songVectors = vectors.slice(bank.length).values();
  const rankable: RankSong[] = songs.map(({ song, reading }, at) => ({
    song,
    reading,
    vector: worth.has(at) ? (songVectors.next().value ?? null) : null,
  }));
  const { reading, palette, moods } = scene;
  const weights = { ...tables.weights, tieBreak: limitsFor(scene, tables.weights.tieBreak) };
  await yieldToEventLoop();
  const ranked = rank({ reading, palette, moods, vector: sceneVector ?? null }, rankable, {
    ...tables,
    weights,
    bankVectors: bankInSpace(vectors.slice(0, bank.length)),
  });
  await yieldToEventLoop();
  const reasonsFor = because(reading, tables.families);
  return mapChunked(ranked, (one) => {
    const song = rankable[one.index];
    if (song === undefined) throw new Error('the ranker named a song it was not given');
    const { features, rank: place, rankByFit } = one;
    const reasoned = { reading: song.reading, features, rank: place, rankByFit };
    return { song, ranked: one, because: reasonsFor(reasoned) };
  });
}

/** What a writer is given of a ranking. */
export function explainInput(scene: Scene, candidates: readonly Candidate[]): ExplainInput {
  return {
    scene: { caption: scene.caption, reading: scene.reading },
    top: candidates.slice(0, explained).map(({ song: { song, reading }, ranked, because: reasons }) => ({
      title: song.title,
      artists: song.artists,
      reading,
      score: ranked.score,
      because: reasons,
    })),
  };
}

/** "both quiet", "shares night" → "Both quiet; shares night." */
function reasonLine(phrases: readonly string[]): string {
  const line = phrases.slice(0, 3).join('; ');
  return line === '' ? '' : `${line.charAt(0).toUpperCase()}${line.slice(1)}.`;
}

/** With the reason it was given, or the one its features give. */
export function toMatch(
  { song: { song, reading }, ranked, because: reasons }: Candidate,
  reason: string | null,
): Match {
  return {
    rank: ranked.rank,
    song,
    reading,
    score: ranked.score,
    parts: ranked.parts,
    features: ranked.features,
    vibe: reading.summary,
    reason: reason ?? reasonLine(reasons),
    youtube: youtubeSearchLink(song),
  };
}

/** The order after the writer's second look, ranks renumbered, with the words each song got. */
export async function settle(candidates: readonly Candidate[], words: Explanation): Promise<Match[]> {
  const top = candidates.slice(0, reordered).map(({ ranked }) => ranked.score);
  const order = secondLook(words.order, top);
  return mapChunked(candidates, (_, place) => {
    const index = order[place] ?? place;
    const candidate = candidates[index];
    if (candidate === undefined) throw new Error('the second look lost a song');
    return { ...toMatch(candidate, words.reasons[index] ?? null), rank: place + 1 };
  });
}
