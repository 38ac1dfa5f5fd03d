/** One cell of the table: what a fault ended in, and what was wrong with that. */
import type { App } from '../../src/app/app.ts';
import { UserError } from '../../src/errors.ts';
import type { MatchRequest, RunOptions } from '../../src/pipeline/request.ts';

/** Of a run, in milliseconds. */
export const budgetMs = 16_000;
/** A busy machine may be late; a run that hangs is later. */
export const latestMs = budgetMs + 5_000;

export type Cell = {
  service: string;
  fault: string;
  outcome: string;
  ms: number;
  /** How often the failing service was asked. */
  asked: number;
  /** What it cost the next person, with the service still as it is; null where that is not tried. */
  next: { ms: number; asked: number } | null;
  /** What is wrong with it; '' for nothing. */
  trouble: string;
};

export const troubleOf = (...troubles: (string | false)[]): string => troubles.filter(Boolean).join('; ');

/** Told by every run of this world: it has no captioner. */
const usual = new Set(['how-read', 'known-by-colours']);

/** Words that came too late and words that never came are one thing here: which of them depends on the machine. */
const told = (code: string): string => (/^lyrics-/.test(code) ? 'lyrics' : code);

/** One sentence for a person: nothing that looks like a stack trace or a slip. */
export const isSentence = (text: string): boolean =>
  /^[^\n]{20,300}[.!?]$/.test(text) && !/ at \/|Error|undefined/.test(text);

/** `ranking + notices` or `sentence code`, or what else it came to. Usual notices count where they are `expected`. */
export async function outcomeOf(
  app: App,
  request: MatchRequest,
  expected = '',
  options?: RunOptions,
): Promise<string> {
  try {
    const { matches, notices, playlist } = await app.matchScene(request, options);
    if (matches.length !== playlist.total) return `${matches.length} songs`;
    const codes = new Set(
      notices.map(({ code }) => told(code)).filter((code) => !usual.has(code) || expected.includes(code)),
    );
    return ['ranking', ...[...codes].sort()].join(' + ');
  } catch (error) {
    if (!(error instanceof UserError)) return `crash: ${error}`;
    return isSentence(error.message) ? `sentence ${error.code}` : `no sentence: ${error.message}`;
  }
}
