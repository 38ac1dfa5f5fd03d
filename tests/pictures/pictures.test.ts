/** Pictures as people get them: format, size and alt text, never pixel for pixel. */
import sharp from 'sharp';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { ServiceError } from '../../src/errors.ts';
import { createPictures, type MappedRanking, type StoryCard } from '../../src/pictures/pictures.ts';
import { startedProcesses } from '../support/started-processes.ts';

const pictures = createPictures();
afterAll(() => pictures.close());

const hostile = [
  '<script>alert(1)</script> & "quotes" <image href="file:///etc/passwd"/> ]]>',
  'zero\u0000 bell\u0007 turn\u202e around \ud83c half \u{10ffff} \ufeff',
  'long '.repeat(2000),
  `z${'\u0301'.repeat(9000)}`,
  '👨‍👩‍👧'.repeat(1000),
  '',
];

function ranking(
  titles: readonly string[],
  at: { valence: number | null; energy: number | null },
): MappedRanking {
  return {
    scene: { reading: { valence: 0.4, energy: -0.3 } },
    matches: titles.map((title) => ({ song: { title, artists: ['An Artist'] }, reading: at })),
  };
}

/** A photo of one colour. */
const photo = { data: new Uint8Array(60 * 40 * 3).fill(200), width: 60, height: 40 };
const card = (title: string, vibe = 'Calm and clear.'): StoryCard => ({
  language: 'en',
  photo,
  song: { title, artists: ['An Artist'] },
  vibe,
});

async function sizeOf(png: Uint8Array): Promise<[string, number, number]> {
  const { format, width, height } = await sharp(png).metadata();
  return [format, width, height];
}

describe('the mood map', () => {
  it('is a PNG of 1200 x 900 with an alt text of what is on it', async () => {
    const { png, alt } = await pictures.moodMap(
      ranking(['千本桜', 'يا مسافر وحدك'], { valence: 0.5, energy: -0.6 }),
      'en',
    );
    expect(await sizeOf(png)).toEqual(['png', 1200, 900]);
    expect(alt).toContain('The photo is the star: bright and calm');
    expect(alt).toContain('1: “千本桜” by An Artist (bright and calm)');
  });

  it('speaks the language it is asked for', async () => {
    const songs = ranking(['千本桜'], { valence: 0.5, energy: -0.6 });
    const japanese = await pictures.moodMap(songs, 'ja');
    expect(japanese.alt).toContain('写真は星印：明るい、静か。');
    expect(japanese.alt).toContain('1: An Artist「千本桜」 (明るい、静か)');
    const english = await pictures.moodMap(songs, 'en');
    expect(Buffer.compare(japanese.png, english.png)).not.toBe(0);
  });

  it('leaves songs without a feeling off the plane, and says so', async () => {
    const { alt } = await pictures.moodMap(ranking(['Unread'], { valence: null, energy: null }), 'en');
    expect(alt).toContain('“Unread” by An Artist (no feeling read)');
  });

  it('takes any title, any number and any amount', async () => {
    const { png, alt } = await pictures.moodMap(
      ranking([...hostile, ...Array.from({ length: 2000 }, () => 'one of many')], {
        valence: 7,
        energy: Number.NaN,
      }),
      'en',
    );
    expect(await sizeOf(png)).toEqual(['png', 1200, 900]);
    expect(alt.length).toBeLessThanOrEqual(1000);
    const { png: empty } = await pictures.moodMap(ranking([], { valence: 0, energy: 0 }), 'en');
    expect(await sizeOf(empty)).toEqual(['png', 1200, 900]);
  });

  it('is the same each time', async () => {
    const songs = ranking(['One', 'ב', '夜に駆ける 🌃'], { valence: 0.41, energy: -0.31 });
    const [one, two] = [await pictures.moodMap(songs, 'en'), await pictures.moodMap(songs, 'en')];
    expect(Buffer.compare(one.png, two.png)).toBe(0);
  });
});

describe('the story card', () => {
  it('is a PNG of 1080 x 1920 with its words', async () => {
    const { png, alt } = await pictures.storyCard(card('Clear Water'));
    expect(await sizeOf(png)).toEqual(['png', 1080, 1920]);
    expect(alt).toBe('Story card: the photo and the song “Clear Water” by An Artist. Calm and clear.');
  });

  it('shows the photo as it is in its frame, and darker around it', async () => {
    const { png } = await pictures.storyCard(card('Clear Water'));
    const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
    const at = (x: number, y: number) => data[(y * info.width + x) * info.channels] ?? 0;
    expect(at(540, 800)).toBe(200);
    expect(at(20, 800)).toBeLessThan(110);
  });

  it('takes any title, no vibe, no artist, and photos of any proportion', async () => {
    for (const title of hostile) {
      const { png } = await pictures.storyCard(card(title, ''));
      expect(await sizeOf(png)).toEqual(['png', 1080, 1920]);
    }
    const strip = { data: new Uint8Array(900 * 3), width: 900, height: 1 };
    const { png, alt } = await pictures.storyCard({
      language: 'en',
      photo: strip,
      song: { title: 'Alone', artists: [] },
      vibe: '',
    });
    expect(await sizeOf(png)).toEqual(['png', 1080, 1920]);
    expect(alt).toBe('Story card: the photo and the song “Alone”.');
    expect((await pictures.storyCard(card('\u0000'))).alt).toContain('“Untitled”');
  });
});

describe('the drawing process', () => {
  it('is started before the first picture by warm()', async () => {
    const started = startedProcesses();
    const warmed = createPictures();
    onTestFinished(() => warmed.close());
    warmed.warm();
    expect(started).toHaveLength(1);
    warmed.warm();
    const { png } = await warmed.moodMap(ranking(['One'], { valence: 0, energy: 0 }), 'en');
    expect(await sizeOf(png)).toEqual(['png', 1200, 900]);
    expect(started).toHaveLength(1);
  });

  it('is given up on when it takes too long, and draws no more once closed', async () => {
    const hurried = createPictures({ timeoutMs: 1 });
    const late = await hurried
      .moodMap(ranking(['One'], { valence: 0, energy: 0 }), 'en')
      .catch((error: unknown) => error);
    expect(late).toBeInstanceOf(ServiceError);
    expect(late).toMatchObject({ service: 'pictures', retryable: true });
    await hurried.close();
    await expect(hurried.moodMap(ranking([], { valence: 0, energy: 0 }), 'en')).rejects.toMatchObject({
      service: 'pictures',
      retryable: false,
    });
  });
});
