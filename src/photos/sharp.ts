/**
 * Loads sharp. It runs in the processes for photos, pictures and models, and in programs for one person; never in the
 * bot's own process: its decoding threads keep memory that glibc does not give back.
 */

/** Loaders of libvips that no photo needs. */
const unusedLoaders =
  'Pdf Magick Magick7 Openslide Openexr Fits Mat Analyze Nifti Rad Ppm Csv Matrix Vips Jp2k Jxl'
    .split(' ')
    .map((name) => `VipsForeignLoad${name}`);

export async function loadSharp() {
  const { default: sharp } = await import('sharp');
  // Every picture is opened once, so a cache saves nothing. Each further thread keeps 18 MB (measured).
  sharp.cache(false);
  sharp.concurrency(1);
  // The first bytes of a file decide whether it is opened; this is a second barrier. SVG stays, for our own drawings.
  sharp.block({ operation: unusedLoaders });
  return sharp;
}

/** SVG → PNG, for our own drawings only. */
export async function rasterise(svg: Uint8Array): Promise<Uint8Array> {
  const sharp = await loadSharp();
  return sharp(svg).flatten({ background: '#ffffff' }).png().toBuffer();
}
