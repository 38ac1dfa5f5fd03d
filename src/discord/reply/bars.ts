/** Small bars made of characters. */

const cells = 10;

/** `▰▰▰▱▱▱▱▱▱▱` for 0..1; anything above nothing shows at least one cell. */
export function bar(part: number): string {
  const cut = Math.min(1, Math.max(0, part));
  const full = cut > 0 ? Math.max(1, Math.round(cut * cells)) : 0;
  return '▰'.repeat(full) + '▱'.repeat(cells - full);
}

/** A place between two ends, -1..1: "Mood  gloomy ▰▰▰▱▱▱▱▱▱▱ bright", in even columns. */
export function barBetween(
  name: string,
  value: number,
  [low, high]: readonly [string, string],
  widths: { name: number; end: number },
): string {
  return `\`${name.padEnd(widths.name)}  ${low.padStart(widths.end)} ${bar((value + 1) / 2)} ${high}\``;
}

/** 0..1 as a whole number of percent. */
export function percent(part: number): number {
  return Math.round(Math.min(1, Math.max(0, part)) * 100);
}
