/** Bytes that arrive piece by piece, and may be more than we want. */

/** All of them; null when there are more than `max`: then `source` is left, which ends its connection. */
export async function bytesUpTo(
  max: number,
  source: AsyncIterable<Uint8Array> | null,
): Promise<Buffer<ArrayBuffer> | null> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of source ?? []) {
    size += piece.byteLength;
    if (size > max) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
