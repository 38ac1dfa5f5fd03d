/**
 * undici 6 ends the whole process when a server closes a connection while our reading of its answer is paused
 * (https://github.com/nodejs/undici/issues/5360). It does not where the server keeps connections open, so only there
 * may reading pause; elsewhere an answer may gather in memory when the disk is slower than the network.
 */
import { Agent, type Dispatcher, fetch as undiciFetch } from 'undici';

export type SteadyFetch = typeof undiciFetch;

/** Pairs of name and value, one after the other. */
function keepsConnection(rawHeaders: readonly Buffer[]): boolean {
  const at = rawHeaders.findIndex((name, at) => at % 2 === 0 && /^connection$/i.test(name.toString()));
  return at >= 0 && /keep-alive/i.test(String(rawHeaders[at + 1]));
}

function steady(handler: Dispatcher.DispatchHandlers): Dispatcher.DispatchHandlers {
  let mayPause = false;
  return {
    onConnect: (abort) => handler.onConnect?.(abort),
    onError: (error) => handler.onError?.(error),
    onUpgrade: (...upgrade) => handler.onUpgrade?.(...upgrade),
    onResponseStarted: () => handler.onResponseStarted?.(),
    onHeaders(status, rawHeaders, ...rest) {
      mayPause = keepsConnection(rawHeaders);
      return handler.onHeaders?.(status, rawHeaders, ...rest) ?? true;
    },
    onData(chunk) {
      const goOn = handler.onData?.(chunk) ?? true;
      return goOn || !mayPause;
    },
    onComplete: (trailers) => handler.onComplete?.(trailers),
    onBodySent: (size, total) => handler.onBodySent?.(size, total),
  };
}

/** A `fetch` with connections of its own. */
export function createSteadyFetch(options: Agent.Options = {}): SteadyFetch {
  const dispatcher = new Agent(options).compose(
    (dispatch) => (call, handler) => dispatch(call, steady(handler)),
  );
  return (input, init) => undiciFetch(input, { ...init, dispatcher });
}
