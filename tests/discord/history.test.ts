import { expect, it } from 'vitest';
import { channelId, serverId } from '../support/discord/ids.ts';
import { slash } from '../support/discord/payloads.ts';
import { isAnswer, says, startTestBot } from '../support/discord/test-bot.ts';

const asker = '200000000000000001';
const other = '200000000000000002';

it('is off until it is switched on, and lists only what came after', async () => {
  const test = await startTestBot();
  const show = (personId = asker) => test.ask(slash('history show', {}, personId));
  await test.scenescore(asker).message(isAnswer);
  const off = await show().message(says('I keep no list'));
  expect(off.flags ?? 64).toBe(64);

  await test.ask(slash('history on', {}, asker)).message(says('From now on'));
  await show().message(says('empty so far'));
  const exchange = test.scenescore(asker);
  await exchange.message((body) => (body.components?.length ?? 0) > 0);
  await test.scenescore(asker, {}, { place: 'dm' }).message((body) => (body.components?.length ?? 0) > 0);

  const { id } = test.shown(exchange);
  const shown = show();
  expect(await shown.acknowledged()).toMatchObject({ type: 5, data: { flags: 64 } });
  const description = (await shown.message(isAnswer)).embeds?.[0]?.description ?? '';
  expect(description.match(/Harbour Lights at Four/g)).toHaveLength(2);
  expect(description).toContain(`https://discord.com/channels/${serverId}/${channelId}/${id}`);
  expect(description).toContain(`https://discord.com/channels/@me/${channelId}/`);

  // Nobody else's, and not after it is switched off: not even when it is switched on again.
  await test.ask(slash('history on', {}, other)).message(says('From now on'));
  await show(other).message(says('empty so far'));
  await test.ask(slash('history off', {}, asker)).message(says('no longer keep a list'));
  await test.ask(slash('history on', {}, asker)).message(says('From now on'));
  await show().message(says('empty so far'));
});

it('is deleted and exported with everything else', async () => {
  const test = await startTestBot();
  await test.ask(slash('history on', {}, asker)).message(says('From now on'));
  const handed = await test.ask(slash('privacy export', {}, asker)).message(says('everything I keep'));
  const data = JSON.parse(new TextDecoder().decode(handed.sent.files[0]?.bytes));
  expect(data.settings[0].historySince).toBeGreaterThan(0);
  await test.ask(slash('privacy delete', {}, asker)).message(says('Deleted'));
  await test.ask(slash('history show', {}, asker)).message(says('I keep no list'));
});
