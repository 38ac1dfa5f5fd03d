/** What ratings have taught about a person's taste, and the weights their photos are ranked by. */
import { causeChain } from '../../errors.ts';
import { sentences } from '../../locales/sentences.ts';
import type { Notice } from '../../model/notice.ts';
import type { Match } from '../../model/ranking.ts';
import type { Scene } from '../../model/scene.ts';
import { mostContenders } from '../../pipeline/ranking/rank.ts';
import { type SongRating, songPulls, songRatings } from '../../pipeline/taste/song-ratings.ts';
import { bendWeights, learnServerTaste, learnTaste, noTaste } from '../../pipeline/taste/taste.ts';
import { songKey } from '../../songs/identity.ts';
import type { Bot } from '../bot.ts';
import type { Asker } from '../playlists.ts';

export type PersonalTaste = Awaited<ReturnType<typeof personalTaste>>;

/** A ranking, or a soundtrack. */
type Ordered = { notices: Notice[] } & (
  | { scene: Scene; matches: readonly Pick<Match, 'song'>[] }
  | { songs: readonly { scene: Scene; match: Pick<Match, 'song'> }[] }
);

/**
 * The ranker's weights, adjusted to the person's taste and, while they rated little, to their server's; and their ratings
 * of single songs, which count for them alone. Learned again each time, so that a rating taken back leaves no trace.
 */
export async function personalTaste({ personId, serverId }: Asker, bot: Bot) {
  const { weights, log } = bot;
  let [own, server] = [noTaste, noTaste];
  let ratings: SongRating[] = [];
  try {
    const rated = await bot.ratings.ofPerson(personId);
    own = learnTaste(rated, weights);
    ratings = songRatings(rated, songKey, bot.now());
    if (serverId !== null) server = learnServerTaste(await bot.ratings.ofServer(serverId), weights);
  } catch (error) {
    // Better an answer without taste than none.
    [own, server, ratings] = [noTaste, noTaste, []];
    log.error({ causes: causeChain(error) }, 'ratings could not be read, so no taste was used');
  }
  const pulls = songPulls(ratings, songKey);
  /** Did ratings of the very songs move any of them? */
  function hasMoved(ordered: Ordered): boolean {
    if ('songs' in ordered) {
      return ordered.songs.some(({ scene, match }) => pulls(scene.reading)(match.song) !== 0);
    }
    const pull = pulls(ordered.scene.reading);
    return ordered.matches.slice(0, mostContenders).some(({ song }) => pull(song) !== 0);
  }
  const { weighed, weighedSongs, weighedByServer } = sentences.taste;
  return {
    weights: bendWeights(weights, own, server),
    ratings,
    /** Adds the notice that ratings influenced the order, if any did. */
    withNotice<R extends Ordered>(ranking: R): R {
      const byOwn = own.count === 0 ? null : hasMoved(ranking) ? weighedSongs : weighed;
      const sentence = byOwn ?? (server.count === 0 ? null : weighedByServer);
      const others = ranking.notices.filter(({ code }) => code !== 'taste');
      return {
        ...ranking,
        // First, because long lists are cut where they are shown.
        notices: sentence === null ? others : [{ code: 'taste', ...sentence }, ...others],
      };
    },
  };
}
