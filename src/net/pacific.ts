/** Google's daily quotas reset at midnight in California: https://ai.google.dev/gemini-api/docs/rate-limits. */

const clock = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/Los_Angeles',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
  hourCycle: 'h23',
});

const hourMs = 3_600_000;

function millisecondsIntoDay(at: number): number {
  const parts = clock.formatToParts(at);
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value ?? 0);
  return ((part('hour') * 60 + part('minute')) * 60 + part('second')) * 1000 + (at % 1000);
}

/** The next midnight Pacific time after `now`, both in milliseconds since 1970. */
export function nextPacificMidnight(now: number): number {
  const guess = now - millisecondsIntoDay(now) + 24 * hourMs;
  // On the two days a year when the clocks change, the guess is an hour off.
  const off = millisecondsIntoDay(guess);
  return off === 0 ? guess : off < 12 * hourMs ? guess - off : guess + 24 * hourMs - off;
}
