/** What Discord says when it will not have the bot, in a sentence for whoever runs it. */
import { DiscordjsError, DiscordjsErrorCodes, GatewayCloseCodes } from 'discord.js';
import { UserError } from '../errors.ts';

const badToken = (cause: unknown): UserError =>
  new UserError(
    'bad-token',
    'Discord does not accept DISCORD_TOKEN: copy it anew from the Discord developer portal (Bot, Reset Token).',
    { cause },
  );

/** The failure of a login, whose connection was ended for good with `closeCode` or came to none. */
export function loginFailure(error: unknown, closeCode: number | null): unknown {
  const isRefused = error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid;
  if (isRefused || closeCode === GatewayCloseCodes.AuthenticationFailed) return badToken(error);
  if (closeCode === null) return error;
  return new UserError(
    'turned-away',
    `Discord does not let the bot in (close code ${closeCode}): look at its settings in the Discord developer portal.`,
    { cause: error },
  );
}
