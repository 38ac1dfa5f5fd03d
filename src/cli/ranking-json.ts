/** Ranking → the JSON document that scripts read. Its names are a promise; more may be added, none changed. */
import { leastCertain } from '../model/evidence.ts';
import type { Match, Ranking } from '../model/ranking.ts';
import type { Scene } from '../model/scene.ts';

const round = (value: number): number => Math.round(value * 10_000) / 10_000;

function featuresJson({ features }: Match): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(features).map(([name, { fit, weight, added }]) => [
      name,
      { fit: fit === null ? null : round(fit), weight: round(weight), added: round(added) },
    ]),
  );
}

/** One match, as `match --json` has it. */
export function matchJson(match: Match): Record<string, unknown> {
  const { rank, song, score, isGuess, parts, vibe, reading, reason, youtube } = match;
  const { title, artists, album, year, isrc, url } = song;
  const { valence, energy, moods, themes, by } = reading;
  return {
    rank,
    song: { title, artists, album, url, year, isrc },
    score: round(score),
    isGuess,
    parts: { feeling: round(parts.feeling), meaning: round(parts.meaning) },
    vibe,
    basis: reading.basis,
    certainty: round(leastCertain(reading)),
    evidence: reading.evidence,
    reading: { valence, energy, moods, themes, by },
    reason,
    youtube,
    features: featuresJson(match),
  };
}

/** What was seen and felt, as `match --json` has it. */
export function sceneJson({ caption, captionedBy, reading }: Scene): Record<string, unknown> {
  const { summary, valence, energy, moods, themes, by } = reading;
  return {
    caption,
    captionedBy,
    // Where nobody described the photo, the person's own words may have said what it feels like.
    readFrom: captionedBy === 'colours' && reading.evidence.includes('words') ? 'words' : captionedBy,
    certainty: round(leastCertain(reading)),
    evidence: reading.evidence,
    reading: { summary, valence: round(valence), energy: round(energy), moods, themes, by },
  };
}

/** The document of `match --json`; `top` cuts the matches when given. */
export function rankingJson(ranking: Ranking, top?: number): Record<string, unknown> {
  const { scene, wish, playlist, explanation, explainedBy, skipped, notices } = ranking;
  return {
    scene: sceneJson(scene),
    ...(wish && { wish: { words: wish.words, understood: wish.understood.text } }),
    playlist,
    matches: ranking.matches.slice(0, top).map(matchJson),
    explanation,
    explainedBy,
    skipped,
    notices: notices.map(({ text }) => text),
  };
}
