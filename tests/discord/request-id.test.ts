/** What a person is told of our mistake leads to every line that the log has about their request. */
import { expect, it } from 'vitest';
import { currentRequest, requestIdForm } from '../../src/concurrency/request-scope.ts';
import { says, startTestBot } from '../support/discord/test-bot.ts';
import { ranking } from '../support/rankings.ts';

const reference = (content = ''): string => /the code `([^`]*)`/.exec(content)?.[1] ?? '';

it('tells the person the id that all lines of their request bear, and of no other', async () => {
  const inside: (string | undefined)[] = [];
  const test = await startTestBot({
    matchScene: async ({ feeling }, { onProgress }) => {
      onProgress?.({ type: 'explanation-written' });
      inside.push(currentRequest()?.id);
      if (feeling === 'fine') return ranking();
      throw new TypeError('a bug of ours');
    },
  });
  const failing = ['100000000000000001', '100000000000000002'].map((person) => test.scenescore(person));
  const fine = test.scenescore('100000000000000003', { feeling: 'fine' });
  const told = await Promise.all(failing.map((one) => one.message(says('Something went wrong on my side'))));
  const ids = told.map(({ content }) => reference(content));
  expect(new Set(ids).size).toBe(2);
  for (const id of ids) expect(id).toMatch(requestIdForm);
  await fine.message(({ embeds = [] }) => embeds.length > 0);
  expect(inside).toEqual(expect.arrayContaining(ids));
  expect(new Set(inside).size).toBe(3);

  const lines = test.log.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
  const failures = lines.filter(({ msg }) => msg === 'an interaction failed');
  expect(failures.map(({ request }) => request).sort()).toEqual([...ids].sort());
  for (const { causes, stack } of failures) {
    expect(causes).toEqual(['TypeError: a bug of ours']);
    expect(stack).toContain('request-id.test');
  }
  // Who asked, and where, is in no line.
  expect(test.log.join('\n')).not.toMatch(/1000000000000000\d\d/);
});
