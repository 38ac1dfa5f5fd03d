/** What Discord says when it will not have the bot, in a sentence for whoever runs it. */
import { DiscordjsError, DiscordjsErrorCodes, GatewayCloseCodes } from 'discord.js';
import { UserError } from '../errors.ts';
import { texts } from '../locales/en/index.ts';

const badToken = (cause: unknown): UserError => new UserError('bad-token', texts.startup.badToken, { cause });

/** The failure of a login, whose connection was ended for good with `closeCode` or came to none. */
export function loginFailure(error: unknown, closeCode: number | null): unknown {
  const isRefused = error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid;
  if (isRefused || closeCode === GatewayCloseCodes.AuthenticationFailed) return badToken(error);
  if (closeCode === null) return error;
  return new UserError('turned-away', texts.startup.refused(closeCode), { cause: error });
}
