/** What Discord refuses although its OpenAPI document does not say so. */

import type { Sent } from './loopback-discord.ts';
import { brokenLimits } from './message-limits.ts';

const name = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

type CommandJson = {
  name: string;
  type?: number;
  description?: string;
  name_localizations?: Record<string, string>;
  description_localizations?: Record<string, string>;
  required?: boolean;
  options?: CommandJson[];
};

function commandProblems(command: CommandJson, path: string, isContextMenu: boolean): string[] {
  const here = `${path}/${command.name}`;
  const names = [command.name, ...Object.values(command.name_localizations ?? {})];
  const descriptions = [command.description ?? '', ...Object.values(command.description_localizations ?? {})];
  const options = command.options ?? [];
  const firstOptional = options.findIndex(({ required }) => required !== true);
  const problems = [
    ...names
      .filter((one) =>
        isContextMenu ? one.length > 32 || one === '' : !name.test(one) || one !== one.toLowerCase(),
      )
      .map((one) => `${here}: bad name ${one}`),
    ...(isContextMenu
      ? []
      : descriptions
          .filter((one) => one === '' || one.length > 100)
          .map((one) => `${here}: bad description ${one}`)),
    ...(options.length > 25 ? [`${here}: ${options.length} options`] : []),
    ...(firstOptional >= 0 && options.slice(firstOptional).some(({ required }) => required === true)
      ? [`${here}: a required option after an optional one`]
      : []),
  ];
  // Two options of one command may not have one name in any language.
  const locales = new Set(options.flatMap((option) => Object.keys(option.name_localizations ?? {})));
  for (const locale of locales) {
    const seen = options.map((option) => option.name_localizations?.[locale] ?? option.name);
    if (new Set(seen).size < seen.length) problems.push(`${here}: one name twice in ${locale}`);
  }
  return [...problems, ...options.flatMap((option) => commandProblems(option, here, false))];
}

/** All texts of a command, the longest translation of each: together 8,000 at most. */
function commandSize(command: CommandJson): number {
  const longest = (text: string, all: Record<string, string> = {}): number =>
    Math.max(text.length, ...Object.values(all).map(({ length }) => length));
  return (
    longest(command.name, command.name_localizations) +
    longest(command.description ?? '', command.description_localizations) +
    (command.options ?? []).reduce((sum, option) => sum + commandSize(option), 0)
  );
}

/** Messages, wherever they are sent to, and lists of commands. */
export function limitProblems({ method, path, body }: Sent): string[] {
  if (Array.isArray(body)) {
    const commands = body as CommandJson[];
    return commands.flatMap((command) => [
      ...commandProblems(command, '', command.type === 3 || command.type === 2),
      ...(commandSize(command) > 8000 ? [`${command.name}: more than 8000 characters`] : []),
    ]);
  }
  const isCallback = path.endsWith('/callback');
  const isMessage = /\/(webhooks|channels)\//.test(path) && ['POST', 'PATCH'].includes(method);
  if (!isCallback && !isMessage) return [];
  const message = (isCallback ? body.data : body) as Record<string, unknown> | undefined;
  const type = isCallback ? body.type : 4;
  if (message === undefined || (type !== 4 && type !== 7)) return [];
  const problems = brokenLimits(message);
  const { content, embeds, components } = message as {
    content?: string;
    embeds?: unknown[];
    components?: unknown[];
  };
  if (method === 'POST' && !content && !embeds?.length && !components?.length)
    problems.push('an empty message');
  return problems.map((problem) => `${method} ${path}: ${problem}`);
}
