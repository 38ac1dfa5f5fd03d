/** The HTTP side of a bot or a worker, as the settings ask for it. */
import type { Config } from '../config.ts';
import { UserError } from '../errors.ts';
import { hostTexts } from '../locales/en/host.ts';
import type { Logger } from '../logger.ts';
import type { WebServerOptions } from '../web/server.ts';

/** null without HTTP_PORT. Throws `UserError` when the port is taken. */
export async function startWeb(
  { HTTP_PORT: port, HTTP_HOST: host }: Config,
  log: Logger,
  options: Omit<WebServerOptions, 'host' | 'port' | 'onBug'>,
) {
  if (port === undefined) return null;
  const { startWebServer } = await import('../web/server.ts');
  const onBug = (error: unknown): void => log.error({ err: error }, 'the HTTP side failed');
  const web = await startWebServer({ ...options, host, port, onBug }).catch((cause: unknown) => {
    const isTaken = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE';
    throw isTaken ? new UserError('port-taken', hostTexts.start.portTaken(port), { cause }) : cause;
  });
  log.info({ url: web.url }, 'listening');
  return web;
}
