/** The names people use for colours. */

export type Rgb = readonly [number, number, number];
export type Lab = readonly [number, number, number];

/** sRGB (0..255) → CIELAB under D65; IEC 61966-2-1 and CIE 15. */
export function labOf([red, green, blue]: Rgb): Lab {
  const linear = (value: number): number => {
    const v = value / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  };
  const [r, g, b] = [linear(red), linear(green), linear(blue)];
  const f = (t: number): number => (t > 216 / 24_389 ? Math.cbrt(t) : (24_389 / 27 / 116) * t + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const names: readonly (readonly [string, Rgb])[] = [
  ['black', [12, 12, 14]],
  ['charcoal', [54, 56, 60]],
  ['grey', [128, 128, 128]],
  ['silver', [190, 192, 195]],
  ['white', [248, 248, 246]],
  ['cream', [242, 230, 203]],
  ['beige', [214, 192, 158]],
  ['tan', [186, 146, 103]],
  ['brown', [120, 76, 44]],
  ['dark brown', [66, 42, 28]],
  ['deep red', [110, 18, 24]],
  ['red', [205, 36, 38]],
  ['rust', [170, 76, 36]],
  ['orange', [240, 130, 30]],
  ['peach', [250, 190, 150]],
  ['gold', [218, 170, 50]],
  ['yellow', [245, 222, 60]],
  ['olive', [112, 112, 48]],
  ['lime green', [150, 205, 60]],
  ['green', [54, 140, 60]],
  ['deep green', [24, 66, 36]],
  ['sage', [150, 168, 140]],
  ['teal', [30, 128, 128]],
  ['turquoise', [80, 200, 200]],
  ['pale blue', [180, 208, 232]],
  ['sky blue', [110, 170, 225]],
  ['blue', [40, 90, 190]],
  ['deep blue', [20, 36, 96]],
  ['slate blue', [88, 106, 134]],
  ['indigo', [60, 44, 120]],
  ['violet', [128, 76, 178]],
  ['lavender', [196, 178, 224]],
  ['pink', [240, 150, 180]],
  ['magenta', [200, 40, 140]],
];

const places = names.map(([name, rgb]) => ({ name, lab: labOf(rgb) }));

/** The name of the nearest colour, Euclidean in CIELAB. */
export function colourName([l, a, b]: Lab): string {
  let nearest = '';
  let least = Number.POSITIVE_INFINITY;
  for (const { name, lab } of places) {
    const distance = (lab[0] - l) ** 2 + (lab[1] - a) ** 2 + (lab[2] - b) ** 2;
    if (distance < least) [nearest, least] = [name, distance];
  }
  return nearest;
}
