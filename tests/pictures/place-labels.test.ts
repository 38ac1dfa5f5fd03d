import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Box, overlap, placeLabels } from '../../src/pictures/place-labels.ts';

const bounds: Box = { x: 0, y: 0, width: 1000, height: 800 };
const label = (x: number, y: number) => ({ x, y, width: 200, height: 50 });
const inside = (box: Box): boolean =>
  box.x >= 0 && box.y >= 0 && box.x + box.width <= bounds.width && box.y + box.height <= bounds.height;

describe('labels', () => {
  it('stand to the right of their point where nothing is in the way, to the left at the right edge', () => {
    const [free, edge] = placeLabels([label(300, 300), label(990, 600)], { bounds, solid: [], soft: [] });
    expect(free?.x).toBeGreaterThan(300);
    expect(free?.y).toBe(275);
    expect((edge?.x ?? 0) + 200).toBeLessThan(990);
  });

  it('go round what may not be covered, and rather round songs', () => {
    const right: Box = { x: 325, y: 200, width: 400, height: 200 };
    const around = { bounds, solid: [right], soft: [{ x: 200, y: 300 }] };
    const [box] = placeLabels([label(300, 300)], around);
    expect(box && overlap(box, right)).toBe(false);
    expect(box && overlap(box, { x: 192, y: 292, width: 16, height: 16 })).toBe(false);
  });

  it('that had to go far are led to by a line', () => {
    const [near, far] = placeLabels([label(500, 400), label(500, 400)], {
      bounds,
      solid: [{ x: 420, y: 340, width: 1, height: 1 }],
      soft: [],
    });
    const crowd = Array.from({ length: 5 }, () => label(500, 400));
    const placed = placeLabels(crowd, { bounds, solid: [], soft: [] });
    expect([near?.isFar, far?.isFar]).toEqual([false, false]);
    expect(placed.some((box) => box?.isFar)).toBe(true);
  });

  it('never lie over one another, nor outside', () => {
    const point = fc.record({ x: fc.integer({ min: 0, max: 1000 }), y: fc.integer({ min: 0, max: 800 }) });
    fc.assert(
      fc.property(fc.array(point, { maxLength: 8 }), (points) => {
        const placed = placeLabels(
          points.map(({ x, y }) => label(x, y)),
          { bounds, solid: [], soft: points },
        ).filter((box) => box !== null);
        expect(placed.every(inside)).toBe(true);
        placed.forEach((box, at) => {
          expect(placed.slice(at + 1).some((other) => overlap(box, other))).toBe(false);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('are left out where there is no room', () => {
    expect(placeLabels([label(10, 10)], { bounds: { ...bounds, width: 150 }, solid: [], soft: [] })).toEqual([
      null,
    ]);
  });
});
