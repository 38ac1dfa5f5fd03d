/**
 * The assignment problem: to each row a column of its own, so that the sum of the values is the greatest there is.
 * Rows are added one by one, each along the path of exchanges that gains most (Ford & Fulkerson 1962; the paths by
 * Bellman-Ford): exact, rows³ x columns steps, which is nothing for the ten photos of an album.
 */

/**
 * `values[row][column]`, finite, rows of one length; gives the column of each row, no column twice. Throws a
 * `RangeError` when there are fewer columns than rows, or a value is missing.
 */
export function assign(values: readonly (readonly number[])[]): number[] {
  const columns = values[0]?.length ?? 0;
  if (columns < values.length) throw new RangeError(`${values.length} rows cannot share ${columns} columns`);
  const worth = (row: number, column: number): number => {
    const value = values[row]?.[column];
    if (value === undefined || !Number.isFinite(value)) throw new RangeError('a value is missing');
    return value;
  };
  const columnOf: number[] = [];
  const rowOf = new Map<number, number>();

  for (const added of values.keys()) {
    /** The best known exchange that frees a row of its column: what it gains, and who takes that column. */
    const freed = new Map<number, { gain: number; takenBy: number }>([[added, { gain: 0, takenBy: added }]]);
    let best = { gain: Number.NEGATIVE_INFINITY, row: added, column: 0 };
    for (let round = 0; round <= added; round++) {
      for (const [row, { gain: before }] of freed) {
        for (let column = 0; column < columns; column++) {
          const gain = before + worth(row, column);
          const owner = rowOf.get(column);
          if (owner === undefined) {
            if (gain > best.gain) best = { gain, row, column };
          } else if (owner !== row) {
            const left = gain - worth(owner, column);
            if (left > (freed.get(owner)?.gain ?? Number.NEGATIVE_INFINITY) + 1e-12) {
              freed.set(owner, { gain: left, takenBy: row });
            }
          }
        }
      }
    }
    // Back along the path: each row takes the column that the next one gave up.
    for (let { row, column } = best; ; ) {
      const given = columnOf[row];
      columnOf[row] = column;
      rowOf.set(column, row);
      if (given === undefined) break;
      [row, column] = [freed.get(row)?.takenBy ?? row, given];
    }
  }
  return columnOf;
}
