/** Small bars made of characters. */

const cells = 10;

/** `▰▰▰▱▱▱▱▱▱▱` for 0..1; anything above 0 shows at least one cell. */
export function bar(part: number): string {
  const clamped = Math.min(1, Math.max(0, part));
  const full = clamped > 0 ? Math.max(1, Math.round(clamped * cells)) : 0;
  return '▰'.repeat(full) + '▱'.repeat(cells - full);
}

/** 0..1 as a whole number of percent. */
export function percent(part: number): number {
  return Math.round(Math.min(1, Math.max(0, part)) * 100);
}
