/** Photographs the demo's reply for the README: `npm run demo`, then `npx tsx scripts/picture.ts`. */
import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import sharp from 'sharp';

const page = 'scenescore-reply.html';
const picture = 'docs/reply.png';

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  const tab = await browser.newPage({ viewport: { width: 1180, height: 200 }, deviceScaleFactor: 1.5 });
  await tab.goto(pathToFileURL(page).href);
  const bytes = await tab.screenshot({ fullPage: true });
  await writeFile(picture, await sharp(bytes).png({ palette: true, colours: 128, effort: 10 }).toBuffer());
  console.log(`${picture} is written`);
} finally {
  await browser.close();
}
