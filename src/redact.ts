/** Removes secrets from log lines and error output. */

/** Interaction and webhook tokens in REST addresses: with one of them anybody can post as the bot. */
const tokens = /(\/(?:webhooks|interactions)\/\d{1,20}\/)[^/?\s"'\\]{1,400}/g;
/** A bot token: three base64url parts. */
const botToken = /\b[\w-]{20,40}\.[\w-]{5,10}\.[\w-]{25,60}\b/g;

export type Redact = (text: string) => string;

/** Shorter ones protect nothing, and hiding them would damage ordinary words. */
const shortest = 6;

/** The secret as it may appear: plain, in an address, in JSON, in a header. */
function formsOf(secret: string): string[] {
  const base64 = Buffer.from(secret).toString('base64');
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    base64,
    // Without padding, where more text was encoded with it.
    base64.replace(/=+$/, ''),
    Buffer.from(secret).toString('base64url'),
  ];
}

/** Hides Discord tokens by their form and each of `secrets` by its value; JSON stays valid. */
export function createRedact(secrets: readonly string[] = []): Redact {
  const forms = new Set(secrets.filter(({ length }) => length >= shortest).flatMap(formsOf));
  // Longest first: one secret may contain another.
  const byLength = [...forms].sort((one, other) => other.length - one.length);
  return (text) =>
    byLength
      .reduce((left, form) => left.replaceAll(form, '[secret]'), text)
      .replace(tokens, '$1[secret]')
      .replace(botToken, '[secret]');
}

const secretNames = /(?:TOKEN|SECRET|PASSWORD|KEY|KEY_OLD)$/;

function passwordsIn(value: string): string[] {
  if (!/^[a-z]{2,20}:\/\/(?:[^@]*@|[^?]*\?(?:.*&)?password=)/i.test(value)) return [];
  // Cannot be parsed, so all of it is hidden.
  if (!URL.canParse(value)) return [value];
  const { password, search } = new URL(value);
  const inQuery = [...search.matchAll(/[?&]password=([^&]*)/gi)].map(([, text = '']) => text);
  return [password, ...inQuery].flatMap((text) => [text, decoded(text)]);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Secret values of an environment: by the variables' names, and passwords within addresses. */
export function secretsIn(env: Readonly<Record<string, string | undefined>>): string[] {
  const { SPOTIFY_CLIENT_ID: id, SPOTIFY_CLIENT_SECRET: secret } = env;
  const found = Object.entries(env).flatMap(([name, value = '']) =>
    secretNames.test(name) ? [value, ...value.split(',')] : passwordsIn(value),
  );
  // As Spotify's Client Credentials flow sends them.
  const basic = id && secret ? [`${id.trim()}:${secret.trim()}`] : [];
  return [...new Set([...found, ...basic].map((value) => value.trim()))];
}
