/**
 * The assignment problem: to each row a column of its own, so that the sum of the values is the greatest there is.
 * Shortest augmenting paths with potentials (Kuhn 1955; Jonker & Volgenant 1987): rows² x columns steps, exact.
 */

/**
 * `values[row][column]`, finite, rows of one length; the column of each row, no column twice. Throws a `RangeError`
 * when there are fewer columns than rows, or a value is missing.
 */
export function assign(values: readonly (readonly number[])[]): number[] {
  const rows = values.length;
  const columns = values[0]?.length ?? 0;
  if (columns < rows) throw new RangeError(`${rows} rows cannot share ${columns} columns`);
  // Row and column 0 stand for "nobody", so that rows and columns count from 1 here.
  const rowPotential = new Float64Array(rows + 1);
  const columnPotential = new Float64Array(columns + 1);
  const rowOf = new Int32Array(columns + 1);
  const cost = (row: number, column: number): number => {
    const value = values[row - 1]?.[column - 1];
    if (value === undefined || !Number.isFinite(value)) throw new RangeError('a value is missing');
    return -value - (rowPotential[row] ?? 0) - (columnPotential[column] ?? 0);
  };

  for (let row = 1; row <= rows; row++) {
    const cameFrom = new Int32Array(columns + 1);
    const distance = new Float64Array(columns + 1).fill(Number.POSITIVE_INFINITY);
    const seen = new Uint8Array(columns + 1);
    let column = 0;
    rowOf[0] = row;
    // The shortest path from this row to a column that nobody has.
    do {
      seen[column] = 1;
      const from = rowOf[column] ?? 0;
      let step = Number.POSITIVE_INFINITY;
      let nearest = 0;
      for (let other = 1; other <= columns; other++) {
        if (seen[other]) continue;
        const reduced = cost(from, other);
        if (reduced < (distance[other] ?? 0)) {
          distance[other] = reduced;
          cameFrom[other] = column;
        }
        if ((distance[other] ?? 0) < step) {
          step = distance[other] ?? 0;
          nearest = other;
        }
      }
      for (let other = 0; other <= columns; other++) {
        if (seen[other]) {
          const owner = rowOf[other] ?? 0;
          rowPotential[owner] = (rowPotential[owner] ?? 0) + step;
          columnPotential[other] = (columnPotential[other] ?? 0) - step;
        } else {
          distance[other] = (distance[other] ?? 0) - step;
        }
      }
      column = nearest;
    } while ((rowOf[column] ?? 0) !== 0);
    // Everybody on the path moves on by one.
    while (column !== 0) {
      const before = cameFrom[column] ?? 0;
      rowOf[column] = rowOf[before] ?? 0;
      column = before;
    }
  }

  const chosen = new Array<number>(rows).fill(0);
  for (let column = 1; column <= columns; column++) {
    const row = rowOf[column] ?? 0;
    if (row > 0) chosen[row - 1] = column - 1;
  }
  return chosen;
}
