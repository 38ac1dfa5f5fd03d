import { describe, expect, it } from 'vitest';
import { diversify } from '../../../src/pipeline/ranking/variety.ts';
import { aSong } from '../songs.ts';

type Given = { fit: number; artist?: string; themes?: string[]; vector?: Float32Array };

/** Order of songs given best first. */
function order(given: readonly Given[], weight = 0.05): number[] {
  const songs = given.map(({ fit: _, ...song }, at) => aSong(`${at}`, 0, 0, song));
  return diversify(
    [...songs.keys()],
    given.map(({ fit }) => fit),
    songs,
    weight,
  );
}

describe('diversify', () => {
  it('moves a song below one that is about something else and fits about as well', () => {
    const rain = { themes: ['rain', 'night'] };
    expect(
      order([
        { fit: 0.8, ...rain },
        { fit: 0.79, ...rain },
        { fit: 0.77, themes: ['war'] },
      ]),
    ).toEqual([0, 2, 1]);
    expect(
      order([
        { fit: 0.8, ...rain },
        { fit: 0.79, ...rain },
        { fit: 0.76, themes: ['war'] },
      ]),
    ).toEqual([0, 1, 2]);
    // Half of the smaller set of themes is shared.
    const half = { themes: ['rain', 'war', 'gold'] };
    expect(
      order([
        { fit: 0.8, ...rain },
        { fit: 0.79, ...half },
        { fit: 0.78, themes: ['war'] },
      ]),
    ).toEqual([0, 2, 1]);
    expect(
      order([
        { fit: 0.8, ...rain },
        { fit: 0.79, ...half },
        { fit: 0.777, themes: ['war'] },
      ]),
    ).toEqual([0, 1, 2]);
  });

  it('takes songs for alike whose words are', () => {
    const same = { vector: Float32Array.of(1, 0) };
    const other = { vector: Float32Array.of(0, 1) };
    const opposite = { vector: Float32Array.of(-1, 0) };
    const third = (fit: number, song: object) =>
      order([
        { fit: 0.8, ...same },
        { fit: 0.79, ...same },
        { fit, ...song },
      ]);
    expect(third(0.776, other)).toEqual([0, 2, 1]);
    expect(third(0.774, other)).toEqual([0, 1, 2]);
    expect(third(0.774, opposite)).toEqual([0, 1, 2]);
    expect(third(0.776, {})).toEqual([0, 2, 1]);
  });

  it('keeps an artist from coming twice in a row, by any spelling, while another is within reach', () => {
    const ana = (fit: number, artist = 'Ana') => ({ fit, artist });
    expect(order([ana(0.8), ana(0.8, ' ANÁ '), { fit: 0.73 }])).toEqual([0, 2, 1]);
    expect(order([ana(0.8), ana(0.8), { fit: 0.71 }])).toEqual([0, 1, 2]);
    expect(order([ana(0.8, ''), ana(0.8, ''), { fit: 0.79 }])).toEqual([0, 1, 2]);
    expect(order([ana(0.8), { fit: 0.8 }, ana(0.79), { fit: 0.71 }], 0)).toEqual([0, 1, 2, 3]);
  });

  it('minds songs far above less', () => {
    const rain = { themes: ['rain'] };
    const list = (fillers: number) => [
      { fit: 0.8, ...rain },
      ...Array.from({ length: fillers }, (_, at) => ({ fit: 0.8, themes: [`filler${at}`] })),
      { fit: 0.79, ...rain },
      { fit: 0.775, themes: ['war'] },
    ];
    expect(order(list(1)).slice(-2)).toEqual([3, 2]);
    expect(order(list(3)).slice(-2)).toEqual([4, 5]);
  });

  it('leaves the winner, places from 16 and songs after the fortieth as they are', () => {
    const same = Array.from({ length: 50 }, () => ({ fit: 0.8, artist: 'Ana' }));
    expect(order(same)).toEqual(same.map((_, at) => at));
    const late = same.map((song, at) => (at === 45 ? { fit: 0.8 } : song));
    expect(order(late)).toEqual(same.map((_, at) => at));
    const pairs = Array.from({ length: 40 }, (_, at) => ({ fit: 0.8, artist: `${Math.floor(at / 2)}` }));
    const moved = Array.from({ length: 15 }, (_, at) => 2 * at);
    const rest = pairs.map((_, at) => at).filter((at) => !moved.includes(at));
    expect(order(pairs)).toEqual([...moved, ...rest]);
    expect(order([])).toEqual([]);
  });
});
