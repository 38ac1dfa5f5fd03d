/** Colours and shapes that all pictures share: a deep blue that looks good on Discord's dark and light themes. */

export const colours = {
  ground: '#14161f',
  panel: '#1b1e2b',
  line: '#39405a',
  text: '#f4f5fa',
  soft: '#b9bfd3',
  /** The photo's star, and first place. */
  gold: '#ffcf5c',
  song: '#8ea3ff',
  /** The four corners of the mood plane. */
  bright: '#f2a541',
  stormy: '#d9485f',
  sad: '#5468d4',
  calm: '#2fa58a',
} as const;

/** A length for SVG, to a tenth of a pixel. */
export const px = (value: number): string => String(Math.round(value * 10) / 10);

/** A five-pointed star around 0, 0. */
export function starPath(radius: number): string {
  const points = Array.from({ length: 10 }, (_, at) => {
    const reach = at % 2 === 0 ? radius : radius * 0.45;
    const angle = (at * Math.PI) / 5 - Math.PI / 2;
    return `${px(reach * Math.cos(angle))},${px(reach * Math.sin(angle))}`;
  });
  return `M${points.join('L')}Z`;
}
