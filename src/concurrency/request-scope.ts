/**
 * Which request of a person's the program is at work on: one interaction, one command line, one job of a worker.
 *
 * The id is not handed from function to function but kept by Node for everything that is begun within the request.
 * It decides nothing, and it is wanted where the request's own data never comes: in a log line about the cache's
 * trouble, beside the time that a call took. As an argument it would stand in a hundred signatures of functions that
 * have no use for it, and one forgotten would lose it unseen. Whatever does decide something (signal, deadline,
 * weights) is an argument, as ever. Two seams are to be minded: work that waits in a queue starts in somebody else's
 * turn and is bound to its own request first (`bound`), and what leaves the process takes the id along by name
 * (queue/wire.ts).
 */
import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

export type RequestScope = {
  /** What people are told as reference and logs have in every line. */
  readonly id: string;
};

const scopes = new AsyncLocalStorage<RequestScope>();

/** Crockford's base 32 (https://www.crockford.com/base32.html): no letter that is taken for a digit when read aloud. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

export const requestIdForm = /^[0-9a-hjkmnp-tv-z]{8}$/;

/** 40 random bits: among a hundred thousand requests, two share an id in one case of two hundred. */
function newRequestId(): string {
  return Array.from(randomBytes(8), (byte) => alphabet.charAt(byte % alphabet.length)).join('');
}

/** Does the work as a request of its own, or as the one whose id is given. */
export function inRequest<T>(work: (id: string) => T, id = newRequestId()): T {
  return scopes.run({ id }, () => work(id));
}

/** undefined outside of any: while starting, in the sweep, at the shutdown. */
export const currentRequest = (): RequestScope | undefined => scopes.getStore();

/** Whoever calls it and whenever: it runs in the request in which it was bound. */
export const bound = <Args extends unknown[], T>(work: (...args: Args) => T): ((...args: Args) => T) => {
  const resource = new AsyncResource('Request');
  return (...args) => resource.runInAsyncScope(work, undefined, ...args);
};
