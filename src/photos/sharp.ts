/**
 * The only door to sharp. It runs in the processes for photos, drawings and models, and in programs that serve one
 * person; never in a bot's own: the threads it decodes with leave behind memory that glibc does not give back.
 */

/** Loaders of libvips that no photo needs, those of other libraries first. */
const strangers = [
  'VipsForeignLoadPdf',
  'VipsForeignLoadMagick',
  'VipsForeignLoadMagick7',
  'VipsForeignLoadOpenslide',
  'VipsForeignLoadOpenexr',
  'VipsForeignLoadFits',
  'VipsForeignLoadMat',
  'VipsForeignLoadAnalyze',
  'VipsForeignLoadNifti',
  'VipsForeignLoadRad',
  'VipsForeignLoadPpm',
  'VipsForeignLoadCsv',
  'VipsForeignLoadMatrix',
  'VipsForeignLoadVips',
  'VipsForeignLoadJp2k',
  'VipsForeignLoadJxl',
];

export async function loadSharp() {
  const { default: sharp } = await import('sharp');
  // Every picture is seen once: nothing is worth keeping. One thread leaves room for the next person, and each thread
  // more keeps memory that glibc does not give back (18 MB, measured).
  sharp.cache(false);
  sharp.concurrency(1);
  // The first bytes decide what is opened; should that ever be wrong, these are shut all the same. SVG stays, for what
  // we draw ourselves.
  sharp.block({ operation: strangers });
  return sharp;
}
