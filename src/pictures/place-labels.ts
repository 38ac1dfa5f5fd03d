/** Places labels beside their points so that none overlap. */

export type Point = { x: number; y: number };

export type Box = Point & { width: number; height: number };

export type PlacedLabel = Box & {
  /** Does it need a line to its point? */
  isFar: boolean;
};

type Surroundings = {
  /** Labels stay inside. */
  bounds: Box;
  /** Never covered. */
  solid: readonly Box[];
  /** Better not covered. */
  soft: readonly Point[];
};

/** Distances from the point in pixels; beyond the second a label is far. */
const rings = [26, 36, 60, 100, 150, 210, 280, 360, 450, 560];
const directions = 16;

export const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const inside = (box: Box, bounds: Box): boolean =>
  box.x >= bounds.x &&
  box.y >= bounds.y &&
  box.x + box.width <= bounds.x + bounds.width &&
  box.y + box.height <= bounds.y + bounds.height;

const dotBox = (x: number, y: number): Box => ({ x: x - 8, y: y - 8, width: 16, height: 16 });

/** The box whose edge is `distance` from the point in that direction; right and left come first. */
function boxAt({ x, y, width, height }: Box, distance: number, direction: number): Box {
  const angle = (direction * 2 * Math.PI) / directions;
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  return {
    x: x + dx * distance + ((dx - 1) * width) / 2,
    y: y + dy * distance + ((dy - 1) * height) / 2,
    width,
    height,
  };
}

/**
 * One place for each label, given as its size at the point it belongs to, in their order (the first has first choice); null where there is none. The best place is
 * near, to the right or left, and covers few songs.
 */
export function placeLabels(wanted: readonly Box[], around: Surroundings): (PlacedLabel | null)[] {
  const taken: Box[] = [...around.solid];
  return wanted.map((label) => {
    let placed: PlacedLabel | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const [ring, distance] of rings.entries()) {
      for (let direction = 0; direction < directions; direction++) {
        const box = boxAt(label, distance, direction);
        if (!inside(box, around.bounds) || taken.some((other) => overlap(box, other))) continue;
        const covered = around.soft.filter(({ x, y }) => overlap(box, dotBox(x, y))).length;
        const sideways = Math.abs(Math.sin((direction * 2 * Math.PI) / directions));
        const cost = ring * 1.5 + Math.sqrt(covered) * 0.8 + sideways;
        if (cost >= least) continue;
        least = cost;
        placed = { ...box, isFar: ring > 1 };
      }
    }
    if (placed !== null) taken.push(placed);
    return placed;
  });
}
