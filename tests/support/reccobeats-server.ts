/** Answers as ReccoBeats' API does: what it doesn't have is left out of a list. */
import { type Answer, type Loopback, type Seen, startLoopback } from './loopback.ts';
import { mbidOf as idOf } from './musicbrainz-server.ts';

export type ReccoBeatsTrack = { isrc: string; valence: number; energy: number };

export async function startReccoBeats(
  tracks: readonly ReccoBeatsTrack[],
  before?: (request: Seen) => Answer | undefined,
): Promise<Loopback> {
  return startLoopback((request) => {
    const instead = before?.(request);
    if (instead !== undefined) return instead;
    const [, , kind, id] = request.url.pathname.split('/');
    const ids = request.url.searchParams.get('ids')?.split(',') ?? [];
    if (kind === 'track' && id === undefined) {
      if (ids.length > 40) return { status: 400, json: { error: 'ids must have at most 40' } };
      const found = tracks.filter(({ isrc }) => ids.includes(isrc));
      return {
        json: { content: found.map(({ isrc }) => ({ id: idOf(isrc), trackTitle: 'A title', isrc })) },
      };
    }
    const track = tracks.find(({ isrc }) => idOf(isrc) === id);
    if (track === undefined) return { status: 404, json: { error: 'no such track' } };
    const { valence, energy } = track;
    return { json: { id, valence, energy, danceability: 0.5, tempo: 120, loudness: -7.1 } };
  });
}
