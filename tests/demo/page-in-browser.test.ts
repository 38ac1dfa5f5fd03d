import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { replyPage } from '../../src/demo/page.ts';
import { rankingReply } from '../../src/discord/answer/ranking-reply.ts';
import { shownRanking } from '../../src/store/results.ts';
import { noChromium, startChromium } from '../support/outside-programs.ts';
import { ranking } from '../support/rankings.ts';

const pixel =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

describe.skipIf(noChromium !== null)(
  `the page in a browser${noChromium === null ? '' : ` (${noChromium})`}`,
  () => {
    it('breaks no rule of its own, asks for nothing, and fits narrow windows', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'scenescore-page-'));
      const browser = await startChromium();
      onTestFinished(async () => {
        await browser.close();
        rmSync(folder, { recursive: true });
      });
      const title = 'Averyveryverylongtitlewithoutanyplacetobreakthelineatall'.repeat(3);
      const matches = ranking().matches.map((one) => ({ ...one, song: { ...one.song, title } }));
      const photo = 'attachment://photo.jpg';
      const shown = shownRanking(ranking({ matches }), 5);
      const reply = rankingReply({ resultId: 'a', ranking: shown, photo, reactions: true });
      const file = join(folder, 'page.html');
      writeFileSync(
        file,
        replyPage(reply, {
          pictures: new Map([[photo, { data: pixel, alt: 'a pixel' }]]),
          command: '/scenescore',
        }),
      );

      const tab = await browser.newPage({ viewport: { width: 400, height: 800 } });
      const complaints: string[] = [];
      const asked: string[] = [];
      tab.on('console', (message) => complaints.push(message.text()));
      tab.on('request', (request) => asked.push(request.url()));
      await tab.goto(pathToFileURL(file).href);
      expect(complaints).toEqual([]);
      expect(asked.filter((url) => !url.startsWith('data:'))).toEqual([pathToFileURL(file).href]);
      const seen = await tab.evaluate(`({
      width: document.documentElement.scrollWidth,
      photos: [...document.images].map((image) => image.naturalWidth),
      accent: getComputedStyle(document.querySelector('.embed')).borderLeftColor,
    })`);
      expect(seen).toEqual({ width: 400, photos: [1, 1], accent: 'rgb(123, 155, 135)' });
    });
  },
);
