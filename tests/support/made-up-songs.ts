/** Made-up songs, as many as wanted: no real catalogue is needed to test with. */
export type MadeUpSong = { title: string; artist: string; isrc: string; seconds: number };

export function madeUpSongs(count: number, first = 1): MadeUpSong[] {
  return Array.from({ length: count }, (_, index) => {
    const number = first + index;
    return {
      title: `Song ${number}`,
      artist: `Artist ${number % 7}`,
      isrc: `QZABC26${String(number).padStart(5, '0')}`,
      seconds: 120 + (number % 180),
    };
  });
}
