/** Bytes that say they are a song: heard as the hearing process does it, and in that process. */
import { readFileSync } from 'node:fs';
import { excerptOf } from '../../../src/hearing/excerpt.ts';
import { measureFeatures } from '../../../src/hearing/features.ts';
import { feelingOf, loadHearingFit } from '../../../src/hearing/feeling.ts';
import { createHearing } from '../../../src/hearing/hearing.ts';
import { NotHeard } from '../../../src/hearing/sound.ts';
import { readTags, type Tags } from '../../../src/hearing/tags.ts';
import { inMajor, wavOf } from '../../hearing/sounds.ts';
import { changedBytes } from '../changed-bytes.ts';
import { must, ofBytes, type Parser } from '../parser.ts';

const fixture = (name: string): Buffer =>
  readFileSync(new URL(`../../hearing/fixtures/${name}`, import.meta.url));

const be32 = (value: number): Buffer =>
  Buffer.from([value >>> 24, value >>> 16, value >>> 8, value].map((byte) => byte & 255));
const le32 = (value: number): Buffer => be32(value).reverse();
const syncsafe = (value: number): Buffer =>
  Buffer.from([21, 14, 7, 0].map((shift) => (value >> shift) & 127));

const text = (id: string, value: string): Buffer => {
  const body = Buffer.from(`\u0003${value}\0`);
  return Buffer.concat([Buffer.from(id), syncsafe(body.length), Buffer.from([0, 0]), body]);
};
/** ID3v2.4 with texts, a comment and a picture. */
const frames = Buffer.concat([
  ...[
    text('TIT2', 'Harbour Light'),
    text('TPE1', 'The Lanterns\0Ada'),
    text('TDRC', '2019'),
    text('TCON', '(17)Rock'),
  ],
  ...[text('TSRC', 'QZABC2600001'), text('APIC', 'image/png\0\u0003cover\0not a picture')],
]);
const id3 = Buffer.concat([Buffer.from('ID3\u0004\0\0'), syncsafe(frames.length), frames]);

const comments = [
  'TITLE=Harbour Light',
  'ARTIST=The Lanterns',
  'DATE=2019',
  'GENRE=Rock',
  'ISRC=QZABC2600001',
];
const vorbisComment = Buffer.concat([
  ...[le32(4), Buffer.from('none'), le32(comments.length)],
  ...comments.flatMap((one) => [le32(one.length), Buffer.from(one)]),
]);
const flac = fixture('middle.flac');
/** The comment as a block of metadata behind STREAMINFO. */
const taggedFlac = Buffer.concat([
  ...[flac.subarray(0, 4), Buffer.from([0]), flac.subarray(5, 42)],
  ...[Buffer.from([0x04]), be32(vorbisComment.length).subarray(1), vorbisComment, flac.subarray(42)],
]);

const wav = Buffer.from(wavOf(inMajor(), 4));
const item = (name: string, value: string): Buffer =>
  Buffer.concat([Buffer.from(name), le32(value.length), Buffer.from(value)]);
const list = Buffer.concat([
  Buffer.from('INFO'),
  item('INAM', 'Harbour Light\0'),
  item('IART', 'The Lanterns\0\0'),
]);
const taggedWav = Buffer.concat([wav, Buffer.from('LIST'), le32(list.length), list]);

const mp3 = Buffer.concat([id3, fixture('tone.mp3'), Buffer.from(`TAG${'Harbour Light'.padEnd(125, '\0')}`)]);
const files = {
  mp3: [mp3, fixture('silence.mp3')],
  flac: [flac, taggedFlac],
  'Ogg Vorbis': [fixture('middle.ogg')],
  Opus: [fixture('middle.opus')],
  WAV: [taggedWav],
  AAC: [fixture('tone.m4a'), fixture('tone.aac')],
};

/** All of it ASCII: the large files are made of text. */
const openings = [
  ...[
    'fLaC\0\0\0"',
    'ID3\u0004\0\0\u007f\u007f\u007f\u007f',
    'ID3\u0003\0\0\0\u007f\u007f\u007fTIT2\u007f\u007f\u007f\u007f\0\0',
  ],
  ...['RIFF\u007f\u007f\u007f\u007fWAVE', 'RIFF\u007f\u007f\u007f\u007fWAVELIST\u007f\u007f\u007f\u007fINFO'],
  ...[
    '\0\0\0\u0018ftypM4A \0\0\0\0M4A mp42\0\0\0\u0001moov',
    'OggS\0\u0002\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\u0001\u0013OpusHead\u0001\u0002',
  ],
];

/** A file's own words go into songs, which cut them. */
function check({ title, artists, genres, seconds }: Tags): void {
  must(title === null || typeof title === 'string', 'a title of text');
  must(
    [...artists, ...genres].every((one) => typeof one === 'string'),
    'names of text',
  );
  must(seconds === null || seconds >= 0, 'a length of no less than nothing');
}

export function soundParsers(): Parser[] {
  const fit = loadHearingFit();
  /** One process for all cases, which ends when there are none. */
  const hearing = createHearing({ idleMs: 2_000, timeoutMs: 60_000 });
  const kinds = Object.entries(files).map(([kind, some]): Parser => {
    const options = { files: some, dear: 25, openings: [] };
    const parser = ofBytes(`sounds: ${kind}`, options, async (bytes) => {
      const { hearing: found, tags } = await hearing.hear(bytes);
      must(
        found.heard || found.reason !== 'gave-up',
        'a process that neither ends nor hangs nor takes too much memory',
      );
      if (tags !== null) check(tags);
    });
    return { ...parser, inputs: changedBytes(some) };
  });
  const all = Object.values(files).flat();
  const here = ofBytes('sounds', { files: all, dear: 25, openings }, async (bytes) => {
    check(await readTags(bytes));
    const samples = await excerptOf(bytes).catch((error: unknown) => {
      if (error instanceof NotHeard) return null;
      throw error;
    });
    if (samples === null) return;
    const features = measureFeatures(samples);
    must(Object.values(features).every(Number.isFinite), 'numbers');
    const { valence, energy } = feelingOf(features, fit);
    must(Math.abs(energy) <= 1 && Math.abs(valence) <= 1, 'a feeling within its bounds');
  });
  return [here, ...kinds];
}
