/**
 * The request that code runs for: one interaction, one command line, one job of a worker. Only the log and queues use it. Work
 * that waits in a queue is bound to its own request (`bound`); jobs for another process carry the id (queue/wire.ts).
 */
import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

/** `id` is shown to people as a reference, and in every log line; `begunAt` in milliseconds since 1970. */
export type RequestScope = {
  readonly id: string;
  readonly begunAt: number;
  /** Whose it is and where it was made, as far as that is known: servers and people take turns in queues. */
  readonly server?: string | undefined;
  readonly person?: string | undefined;
};

const scopes = new AsyncLocalStorage<RequestScope>();

/** Crockford's base 32 (https://www.crockford.com/base32.html): no letter that sounds or looks like a digit. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

export const requestIdForm = /^[0-9a-hjkmnp-tv-z]{8}$/;

/** 40 random bits: among a hundred thousand requests, two share an id in one case of two hundred. */
function newRequestId(): string {
  return Array.from(randomBytes(8), (byte) => alphabet.charAt(byte % alphabet.length)).join('');
}

/** Does the work as a request of its own, or as the given one. */
export function inRequest<T>(work: (id: string) => T, given: Partial<RequestScope> = {}): T {
  const { id = newRequestId(), begunAt = Date.now(), ...asker } = given;
  return scopes.run({ id, begunAt, ...asker }, () => work(id));
}

/** undefined outside of requests: at the start, in the sweep, at the shutdown. */
export const currentRequest = (): RequestScope | undefined => scopes.getStore();

/** Where work with this key stands in a fair queue: by server, by person, by key. In a private chat a person is a server. */
export function turnOf(key: unknown): readonly [unknown, unknown, unknown] {
  const { server, person } = scopes.getStore() ?? {};
  return [server ?? person ?? key, person ?? key, key];
}

/** Makes `work` run in the request in which it was bound, wherever it is called. */
export const bound = <Args extends unknown[], T>(work: (...args: Args) => T): ((...args: Args) => T) =>
  AsyncResource.bind(work);
