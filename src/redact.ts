/** Takes secrets out of whatever is written for people who run the program: log lines, complaints, last words. */

/** Interaction and webhook tokens stand in REST addresses: whoever holds one may speak as the bot. */
const tokens = /(\/(?:webhooks|interactions)\/\d{1,20}\/)[^/?\s"'\\]{1,400}/g;
/** A bot token: three base64url parts. */
const botToken = /\b[\w-]{20,40}\.[\w-]{5,10}\.[\w-]{25,60}\b/g;

export type Redact = (text: string) => string;

/** Shorter ones protect nothing, and hiding them would make holes in ordinary words. */
const shortest = 6;

/** The value as it may turn up: plain, in an address, in JSON, in a header. */
function formsOf(secret: string): string[] {
  const base64 = Buffer.from(secret).toString('base64');
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    base64,
    // Without its end, for where more follows it.
    base64.replace(/=+$/, ''),
    Buffer.from(secret).toString('base64url'),
  ];
}

/** Hides tokens of Discord's by their form, and each of `secrets` by its value; the text stays JSON where it was. */
export function createRedact(secrets: readonly string[] = []): Redact {
  const forms = new Set(secrets.filter(({ length }) => length >= shortest).flatMap(formsOf));
  // Long ones first: one secret may be a part of another.
  const byLength = [...forms].sort((one, other) => other.length - one.length);
  return (text) =>
    byLength
      .reduce((left, form) => left.replaceAll(form, '[secret]'), text)
      .replace(tokens, '$1[secret]')
      .replace(botToken, '[secret]');
}

const secretNames = /(?:TOKEN|SECRET|PASSWORD|KEY|KEY_OLD)$/;

function passwordsIn(value: string): string[] {
  if (!/^[a-z]{2,20}:\/\/[^@]*@/i.test(value)) return [];
  // What is no address cannot be taken apart, and so is hidden whole.
  if (!URL.canParse(value)) return [value];
  const { password } = new URL(value);
  return [password, decoded(password)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The values of an environment that nobody may read in a log: by their names, and passwords within addresses. */
export function secretsIn(env: Readonly<Record<string, string | undefined>>): string[] {
  const { SPOTIFY_CLIENT_ID: id, SPOTIFY_CLIENT_SECRET: secret } = env;
  const found = Object.entries(env).flatMap(([name, value = '']) =>
    secretNames.test(name) ? [value, ...value.split(',')] : passwordsIn(value),
  );
  // As the Client Credentials flow sends them.
  const basic = id && secret ? [`${id.trim()}:${secret.trim()}`] : [];
  return [...new Set([...found, ...basic].map((value) => value.trim()))];
}
