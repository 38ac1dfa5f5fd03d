import { expect, it } from 'vitest';
import { ServiceError, UserError } from '../../src/errors.ts';
import { loadWeights } from '../../src/pipeline/ranking/tables.ts';
import { packQueued, unpackQueued } from '../../src/queue/wire.ts';
import { sealing } from '../support/queue/made-up-match.ts';

const place = (valence: number, energy: number) => ({ valence, energy, moods: ['peaceful' as const] });
const plain = { photo: new Uint8Array([1]), playlists: [], feeling: '' };

it('carries the id that the bot has the request under', async () => {
  const sent = { task: { kind: 'match', request: plain }, replyTo: 'here', wantsRankings: false } as const;
  const arrived = async (requestId: string | undefined) =>
    (await unpackQueued(await packQueued({ ...sent, requestId }, sealing), sealing)).requestId;
  expect(await arrived('0a1b2c3d')).toBe('0a1b2c3d');
  expect(await arrived(undefined)).toBeUndefined();
  // Outside data: what is no id of ours does not get into a log.
  expect(await arrived('words of\n a person')).toBeUndefined();
});

it('goes without an account that is lost, and with one whose token can not be renewed now', async () => {
  const arrived = async (accessToken: () => Promise<string>) => {
    const account = { id: 'a', accessToken };
    const task = { kind: 'match', request: { ...plain, account } } as const;
    const packed = await packQueued({ task, replyTo: 'here', wantsRankings: false }, sealing);
    return (await unpackQueued(packed, sealing)).task.request.account;
  };
  expect(await (await arrived(async () => 'token'))?.accessToken()).toBe('token');
  const lost = () => Promise.reject(new UserError('spotify-link-lost', 'gone'));
  expect(await arrived(lost)).toBeUndefined();
  const down = () => Promise.reject(new ServiceError('down', { service: 'spotify', retryable: true }));
  await expect((await arrived(down))?.accessToken()).rejects.toMatchObject({
    service: 'spotify',
    retryable: true,
  });
});

it('carries weights that ask for contrast', async () => {
  const weights = loadWeights();
  const bent = { ...weights, features: { ...weights.features, valence: -1.2, energy: 1.7 } };
  const request = { photo: new Uint8Array([1]), playlists: [], feeling: 'sadder', weights: bent };
  const sent = { task: { kind: 'match', request }, replyTo: 'here', wantsRankings: false } as const;
  const { task } = await unpackQueued(await packQueued(sent, sealing), sealing);
  expect(task.request.weights).toEqual(bent);
});

it('carries what the person said of single songs', async () => {
  const ratings = [{ keys: ['isrc:A', 'name:b|c'], scene: place(0.3, -0.5), verdict: -0.25 }];
  const sent = { replyTo: 'here', wantsRankings: false };
  const task = { kind: 'match', request: { ...plain, ratings } } as const;
  const arrived = await unpackQueued(await packQueued({ ...sent, task }, sealing), sealing);
  expect(arrived.task.request.ratings).toEqual(ratings);
});

it('carries what was said of the photos', async () => {
  const said = { text: 'our boat', by: 'message' } as const;
  const sent = { replyTo: 'here', wantsRankings: false };
  const one = { ...sent, task: { kind: 'match', request: { ...plain, said } } } as const;
  const { photo: _, ...rest } = plain;
  const many = { ...rest, photos: [plain.photo, plain.photo], saidOfEach: [null, said] };
  const album = { ...sent, task: { kind: 'album', request: many } } as const;
  expect((await unpackQueued(await packQueued(one, sealing), sealing)).task.request).toMatchObject({ said });
  const { request } = (await unpackQueued(await packQueued(album, sealing), sealing)).task;
  expect(request).toMatchObject({ saidOfEach: [null, said] });
});
