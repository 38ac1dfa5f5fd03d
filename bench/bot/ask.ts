/** What a person does: `/scenescore` with a photo and a playlist file, and the wait for the answer. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoopbackDiscord, Sent } from '../../tests/support/discord/loopback-discord.ts';
import { attachment, slash, type Where } from '../../tests/support/discord/payloads.ts';
import { photoPath } from './world.ts';

/** Milliseconds since it was asked. */
export type Answered = {
  acknowledgedMs: number;
  /** The first message with a ranking in it. */
  firstMs: number;
  lastMs: number;
  /** All words of the last message. */
  text: string;
  /** Of the interaction. */
  token: string;
};

let people = 0;

const isRanking = ({ body }: Sent): boolean => Array.isArray(body.embeds) && body.embeds.length > 0;
/** Only the last word has buttons, or none and no ranking either: a failure. */
const isLast = (sent: Sent): boolean =>
  Array.isArray(sent.body.components) && (sent.body.components.length > 0 || !isRanking(sent));

export type PlaylistFile = { name: string; bytes: Uint8Array };

/** Of a column more, `padding` signs, to make a file as large as wanted. */
export function csvOf(songs: readonly { title: string; artist: string }[], padding = 0): PlaylistFile {
  const rows = songs.map(({ title, artist }) => `${title},${artist},${'x'.repeat(padding)}`);
  return { name: 'songs.csv', bytes: new TextEncoder().encode(`Title,Artist,Extra\n${rows.join('\n')}\n`) };
}

/** Each time another person asks. Rejects when no answer came in time. */
export async function askFor(
  discord: LoopbackDiscord,
  playlist: PlaylistFile,
  { photo = photoPath, timeoutMs = 90_000, ...where }: Where & { photo?: string; timeoutMs?: number } = {},
): Promise<Answered> {
  const path = `/attachments/3/${++people}/${playlist.name}`;
  discord.files.set(path, playlist.bytes);
  const image = attachment(`http://${discord.host}${photo}`, {
    filename: 'photo.png',
    content_type: 'image/png',
  });
  const file = attachment(`http://${discord.host}${path}`, {
    filename: playlist.name,
    size: playlist.bytes.length,
    content_type: 'text/plain',
  });
  const personId = String(100000000000000000n + BigInt(people));
  const payload = slash('scenescore', { image, file }, personId, where);
  const from = performance.now();
  discord.dispatch('INTERACTION_CREATE', payload);
  for (let last: Sent | undefined; ; ) {
    if (performance.now() - from > timeoutMs) throw new Error('the bot gave no answer in time');
    await sleep(20);
    const sent = discord.about(payload.token);
    last = sent.find((one) => !one.path.endsWith('/callback') && isLast(one));
    if (last === undefined) continue;
    const acknowledged = sent.find((one) => one.path.endsWith('/callback'));
    discord.files.delete(path);
    return {
      acknowledgedMs: (acknowledged?.atMs ?? Number.NaN) - from,
      firstMs: (sent.find(isRanking) ?? last).atMs - from,
      lastMs: last.atMs - from,
      text: JSON.stringify(last.body),
      token: payload.token,
    };
  }
}
