import { expect, it } from 'vitest';
import { loadWeights } from '../../src/pipeline/tables.ts';
import { packRequest, unpackRequest } from '../../src/queue/wire.ts';
import { sealing } from '../support/queue/made-up-match.ts';

it('carries weights that ask for contrast', async () => {
  const weights = loadWeights();
  const bent = { ...weights, features: { ...weights.features, valence: -1.2, energy: 1.7 } };
  const request = { photo: new Uint8Array([1]), playlists: [], feeling: 'sadder', weights: bent };
  const packed = await packRequest({ request, replyTo: 'here', wantsRankings: false }, sealing);
  expect((await unpackRequest(packed, sealing)).request.weights).toEqual(bent);
});
