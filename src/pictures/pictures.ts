/** Mood maps and story cards, drawn in a process of their own. */
import { createWorker } from '../concurrency/worker-process.ts';
import { textsIn } from '../locales/in-words.ts';
import { quoted } from '../model/clean-text.ts';
import type { Language } from '../model/language.ts';
import type { RgbImage } from '../model/photo.ts';
import type { CallOptions } from '../pipeline/ports.ts';
import type { DrawingMethods } from './drawing-entry.ts';
import type { MapSong, MoodMap } from './mood-map.ts';
import { cleanLine } from './printable-text.ts';

export type Picture = {
  png: Uint8Array;
  /** One line of at most 1000 characters. */
  alt: string;
};

type SongName = { title: string; artists: readonly string[] };

/** The part of a ranking that the map shows; matches best first. */
export type MappedRanking = {
  scene: { reading: { valence: number; energy: number } };
  matches: readonly {
    song: SongName;
    reading: { valence: number | null; energy: number | null };
  }[];
};

export type StoryCard = {
  language: Language;
  photo: RgbImage;
  song: SongName;
  /** The song's feeling in one sentence; may be empty. */
  vibe: string;
};

/** More dots would only hide each other. */
const maxSongs = 500;
/** More than a line shows. */
const maxArtists = 20;

function clampToPlane(value: number | null): number | null {
  return value === null || Number.isNaN(value) ? null : Math.min(1, Math.max(-1, value));
}

type Name = { title: string; artists: string[] };

function printableName({ title, artists }: SongName, language: Language): Name {
  const { untitled } = textsIn(language).pictures;
  return { title: cleanLine(title, 400) || untitled, artists: artists.slice(0, maxArtists) };
}

function toMap({ scene, matches }: MappedRanking, language: Language): MoodMap {
  const { valence, energy } = scene.reading;
  const { photo, corners } = textsIn(language).pictures;
  return {
    labels: { photo, corners },
    photo: { valence: clampToPlane(valence) ?? 0, energy: clampToPlane(energy) ?? 0 },
    songs: matches.slice(0, maxSongs).map(({ song, reading }) => ({
      ...printableName(song, language),
      valence: clampToPlane(reading.valence),
      energy: clampToPlane(reading.energy),
    })),
  };
}

/** UTF-16 units; Discord takes 1024. */
const maxAltLength = 1000;
const namedSongs = 5;

/** "“Title” by Artist". */
function describeSong({ title, artists }: Pick<MapSong, 'title' | 'artists'>, language: Language): string {
  return textsIn(language).pictures.song(quoted(cleanLine(title, 80)), cleanLine(artists.join(', '), 60));
}

/** "bright and lively" */
function describeFeeling(
  { valence, energy }: { valence: number; energy: number },
  language: Language,
): string {
  const { feeling } = textsIn(language).pictures;
  const mood = valence > 0.2 ? [feeling.bright] : valence < -0.2 ? [feeling.gloomy] : [];
  const pace = energy > 0.2 ? [feeling.lively] : energy < -0.2 ? [feeling.calm] : [];
  return new Intl.ListFormat(language).format([...mood, ...pace]) || feeling.middle;
}

function moodMapAlt({ photo, songs }: MoodMap, language: Language): string {
  const texts = textsIn(language).pictures;
  const best = songs.slice(0, namedSongs).map((song, index) => {
    const { valence, energy } = song;
    const place =
      valence === null || energy === null ? texts.noFeeling : describeFeeling({ valence, energy }, language);
    return `${index + 1}: ${describeSong(song, language)} (${place})`;
  });
  return cleanLine(
    texts.mapAlt(describeFeeling(photo, language), best, songs.length - best.length),
    maxAltLength,
  );
}

export function storyCardAlt(
  song: Pick<MapSong, 'title' | 'artists'>,
  vibe: string,
  language: Language,
): string {
  const words = textsIn(language).pictures.cardAlt(describeSong(song, language), cleanLine(vibe, 400));
  return cleanLine(words, maxAltLength);
}

export type Pictures = ReturnType<typeof createPictures>;

/**
 * The process starts with the first picture. Throws `ServiceError` of `pictures` when one cannot be drawn, retryable when
 * it took too long. It ends after `idleMs` without work.
 */
export function createPictures({ timeoutMs = 10_000, idleMs = 5 * 60_000 } = {}) {
  const worker = createWorker<DrawingMethods>({
    beside: import.meta.url,
    entry: 'drawing-entry',
    service: 'pictures',
    maxRssMb: 512,
    timeoutMs,
    idleMs,
  });
  return {
    /** 1200 x 900: the photo as a star among its songs on the plane of valence and energy. */
    async moodMap(ranking: MappedRanking, language: Language, call?: CallOptions): Promise<Picture> {
      const map = toMap(ranking, language);
      return { png: await worker.call('drawMoodMap', [map], call), alt: moodMapAlt(map, language) };
    },
    /** 1080 x 1920. */
    async storyCard({ language, photo, song, vibe }: StoryCard, call?: CallOptions): Promise<Picture> {
      const name = printableName(song, language);
      const png = await worker.call('drawStoryCard', [{ ...name, vibe }, photo], call);
      return { png, alt: storyCardAlt(name, vibe, language) };
    },
    /** Starts the process before the first picture is wanted. */
    warm(): void {
      // A process that cannot start fails the first picture.
      worker.call('warm', []).catch(() => undefined);
    },
    close: () => worker.close(),
  };
}
