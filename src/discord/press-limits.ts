/** What one person's presses and commands may cost: so many at work, so many a minute; and all people's presses in turn. */
import { createKeyedMutex } from '../concurrency/keyed-work.ts';
import { createLimit } from '../concurrency/queues.ts';
import { UserError } from '../errors.ts';
import { sentences } from '../locales/sentences.ts';
import type { BotLimits } from './limits.ts';

export type PressLimits = ReturnType<typeof createPressLimits>;

const minuteMs = 60_000;

export function createPressLimits(limits: BotLimits, now: () => number) {
  const oneByOne = createKeyedMutex();
  const inTurn = createLimit({ concurrency: limits.pressesAtOnce });
  /** Starts within the last minute, and how many are at work, by person. */
  const people = new Map<string, { starts: number[]; atWork: number }>();
  let open = 0;
  /** Whose choices are being looked up, as often as they are. */
  const typing: string[] = [];

  function forget(personId: string): void {
    const person = people.get(personId);
    if (person === undefined) return;
    person.starts = person.starts.filter((at) => at > now() - minuteMs);
    if (person.starts.length === 0 && person.atWork === 0) people.delete(personId);
  }

  return {
    /** Counts it for as long as `work` takes. Throws a `UserError` when there are too many. */
    async count(personId: string, work: () => Promise<void>): Promise<void> {
      for (const id of people.keys()) forget(id);
      const person = people.get(personId) ?? { starts: [], atWork: 0 };
      if (person.atWork >= limits.atOnceOfOne || person.starts.length >= limits.aMinuteOfOne) {
        throw new UserError('too-many-presses', sentences.failure.tooManyPresses);
      }
      people.set(personId, person);
      person.starts.push(now());
      person.atWork++;
      try {
        await work();
      } finally {
        person.atWork--;
      }
    },
    /**
     * Looks up what to offer a person who types. It comes with every letter, so that too many are no mistake of theirs:
     * they are offered nothing, and the next letter may bring more.
     */
    async offer<T>(personId: string, lookUp: () => Promise<T[]>): Promise<T[]> {
      const ofOne = typing.filter((id) => id === personId).length;
      if (ofOne >= limits.choicesAtOnceOfOne || typing.length >= limits.choicesAtOnce) return [];
      typing.push(personId);
      try {
        return await lookUp();
      } finally {
        typing.splice(typing.indexOf(personId), 1);
      }
    },
    /**
     * A press's own work: a person's presses one after the other, in which servers and people take turns. Throws a
     * `UserError` when too many wait.
     */
    async inTurn<T>(personId: string, work: () => Promise<T>): Promise<T> {
      if (open >= limits.pressesAtOnce + limits.maxPressesWaiting) {
        throw new UserError('presses-full', sentences.run.full);
      }
      open++;
      try {
        return await oneByOne(personId, () => inTurn(work));
      } finally {
        open--;
      }
    },
  };
}
