/** Scene and read songs → the songs in their order with reasons, and the same as matches with words. */
import { mapChunked, yieldToEventLoop } from '../../concurrency/chunked.ts';
import type { Explanation, Match } from '../../model/ranking.ts';
import type { SongReading } from '../../model/reading.ts';
import type { Scene } from '../../model/scene.ts';
import type { Song } from '../../model/song.ts';
import type { ExplainInput } from '../ports.ts';
import { bankInSpace, bankTexts } from '../ranking/bank.ts';
import { embeddingText, sceneEmbeddingText } from '../ranking/embed.ts';
import { type Ranked, type RankOptions, rank } from '../ranking/rank.ts';
import type { RankTables } from '../ranking/tables.ts';
import { mostReordered, secondLook } from './explain.ts';
import { reasonsFor, sentence } from './reasons.ts';

export type ReadSong = { song: Song; reading: SongReading };

/** A song of a ranking with what speaks for it, strongest first. */
export type RankedSong = Omit<Ranked, 'details'> &
  ReturnType<Ranked['details']> &
  ReadSong & { reasons: string[] };

/** How many songs at the top a writer gives a line each. */
export const mostExplained = 10;
/** In a longer list, only so many have their words compared: the best by all other features. */
const mostEmbedded = 1000;
/** How many reasons make a line. */
const mostReasons = 3;

type Tables = RankTables & Pick<RankOptions, 'avoid'>;

/** The songs whose words are worth comparing. */
function songsToEmbed(scene: Scene, songs: readonly ReadSong[], tables: Tables): readonly ReadSong[] {
  if (songs.length <= mostEmbedded) return songs;
  const wordless = songs.map(({ song, reading }) => ({ song, reading, vector: null }));
  const ranked = rank({ ...scene, vector: null }, wordless, tables);
  return ranked.slice(0, mostEmbedded).flatMap(({ index }) => songs[index] ?? []);
}

/**
 * All songs, best first; those to be avoided behind the others. `embed` gives one vector for each text; `aboutPhoto` are
 * the photo's.
 */
export async function rankSongs(
  scene: Scene,
  songs: readonly ReadSong[],
  tables: Tables,
  embed: (texts: readonly string[], aboutPhoto: readonly string[]) => Promise<Float32Array[]>,
): Promise<RankedSong[]> {
  const embedded = songsToEmbed(scene, songs, tables);
  await yieldToEventLoop();
  const bank = bankTexts(tables.bank);
  const songTexts = embedded.map(({ reading }) => embeddingText(reading));
  const sceneText = sceneEmbeddingText(scene);
  const [sceneVector = null, ...vectors] = await embed([sceneText, ...bank, ...songTexts], [sceneText]);
  // A photo that nobody described has no story to compare.
  const isDescribed = scene.captionedBy !== 'colours';
  const vectorOf = new Map(embedded.map((song, at) => [song, vectors[bank.length + at]]));
  await yieldToEventLoop();
  const rankable = songs.map((song) => ({ ...song, vector: vectorOf.get(song) ?? null }));
  const ranked = rank({ ...scene, vector: isDescribed ? sceneVector : null }, rankable, {
    ...tables,
    bankVectors: bankInSpace(vectors.slice(0, bank.length)),
  });
  await yieldToEventLoop();
  const reasonsOf = reasonsFor(scene.reading, tables.families);
  return mapChunked(ranked, ({ details, ...place }) => {
    const song = songs[place.index];
    if (song === undefined) throw new Error('the ranker returned a song it was not given');
    const one = { ...place, ...details(), ...song };
    return { ...one, reasons: reasonsOf(one) };
  });
}

/** What a writer is given of a ranking. */
export function explainInput({ caption, reading }: Scene, songs: readonly RankedSong[]): ExplainInput {
  return {
    scene: { caption, reading },
    top: songs
      .slice(0, mostExplained)
      .map(({ song: { title, artists }, reading: songReading, score, reasons }) => ({
        title,
        artists,
        reading: songReading,
        score,
        reasons,
      })),
  };
}

/** Discord and browsers take longer addresses; nobody types a longer title. */
const maxQuery = 150;

/** A YouTube search that finds the song: always there, never a wrong video. */
export function youtubeSearchLink({ title, artists }: Song): string {
  const query = `${artists.slice(0, 2).join(' ')} ${title}`.replace(/\s+/g, ' ').trim();
  // By characters, not code units: half a surrogate pair cannot be encoded.
  const kept = Array.from(query).slice(0, maxQuery).join('');
  return `https://www.youtube.com/results?search_query=${encodeURIComponent(kept.replace(/\p{Surrogate}/gu, ''))}`;
}

/** With the reason and the vibe it was given, or those its features and its reading give. */
export function toMatch(
  { song, reading, rank: place, score, isGuess, parts, features, reasons }: RankedSong,
  reason: string | null,
  vibe: string | null = null,
): Match {
  const youtube = youtubeSearchLink(song);
  const line = reason ?? sentence(reasons.slice(0, mostReasons).join('; '));
  return {
    rank: place,
    song,
    reading,
    score,
    isGuess,
    parts,
    features,
    vibe: vibe ?? reading.summary,
    reason: line,
    youtube,
  };
}

/** All songs in the order after the writer's second look, ranks renumbered, with the words each song got. */
export async function toMatches(songs: readonly RankedSong[], words: Explanation): Promise<Match[]> {
  const scores = songs.slice(0, mostReordered).map(({ score }) => score);
  const order = secondLook(words.order, scores);
  return mapChunked(songs, (_, place) => {
    const index = order[place] ?? place;
    const song = songs[index];
    if (song === undefined) throw new Error('the second look lost a song');
    return { ...toMatch(song, words.reasons[index] ?? null, words.vibes?.[index]), rank: place + 1 };
  });
}
