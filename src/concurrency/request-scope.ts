/**
 * The request that code runs for: one interaction, one command line, one job of a worker. Work
 * that waits in a queue is bound to its own request (`bound`); jobs for another process carry the id (queue/wire.ts).
 */
import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

/** `id` is shown to people as a reference, and in every log line; `begunAt` in milliseconds since 1970. */
export type RequestScope = { readonly id: string; readonly begunAt: number };

const scopes = new AsyncLocalStorage<RequestScope>();

/** Crockford's base 32 (https://www.crockford.com/base32.html): no letter that sounds or looks like a digit. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

export const requestIdForm = /^[0-9a-hjkmnp-tv-z]{8}$/;

/** 40 random bits: among a hundred thousand requests, two share an id in one case of two hundred. */
function newRequestId(): string {
  return Array.from(randomBytes(8), (byte) => alphabet.charAt(byte % alphabet.length)).join('');
}

/** Does the work as a request of its own, or as the one with the given id. */
export function inRequest<T>(work: (id: string) => T, id = newRequestId()): T {
  return scopes.run({ id, begunAt: Date.now() }, () => work(id));
}

/** undefined outside of requests: at the start, in the sweep, at the shutdown. */
export const currentRequest = (): RequestScope | undefined => scopes.getStore();

/** Makes `work` run in the request in which it was bound, wherever it is called. */
export const bound = <Args extends unknown[], T>(work: (...args: Args) => T): ((...args: Args) => T) => {
  const resource = new AsyncResource('Request');
  return (...args) => resource.runInAsyncScope(work, undefined, ...args);
};
