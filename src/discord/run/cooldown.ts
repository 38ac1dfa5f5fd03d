/** A pause for each person between two photos. */

import { UserError } from '../../errors.ts';
import { texts } from '../../locales/en/index.ts';

export interface Cooldown {
  /** Throws a `UserError` that says when it is over. */
  check(personId: string): void;
  start(personId: string): void;
  /** For a try that came to nothing: it costs no pause. */
  forgive(personId: string): void;
}

/** Remembers only those who are in their pause. */
export function createCooldown(options: { ms: number; now: () => number }): Cooldown {
  const { ms, now } = options;
  const readyAt = new Map<string, number>();
  return {
    check(personId) {
      for (const [id, at] of readyAt) if (at <= now()) readyAt.delete(id);
      const at = readyAt.get(personId);
      if (at !== undefined) throw new UserError('cooldown', texts.run.cooldown(at));
    },
    start: (personId) => void readyAt.set(personId, now() + ms),
    forgive: (personId) => void readyAt.delete(personId),
  };
}
