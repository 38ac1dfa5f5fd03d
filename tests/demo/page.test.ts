import { describe, expect, it } from 'vitest';
import { markdown, replyPage } from '../../src/demo/page.ts';
import { rankingReply } from '../../src/discord/answer/ranking-reply.ts';
import { shownRanking } from '../../src/store/results.ts';
import { ranking } from '../support/rankings.ts';

const reply = rankingReply({
  resultId: 'abc',
  ranking: shownRanking(ranking({ explanation: '<script>alert(1)</script>' }), 5),

  photo: 'attachment://photo.jpg',
  map: 'attachment://mood-map.png',
  reactions: true,
});
const photo = 'data:image/jpeg;base64,AAAA';
const page = replyPage(reply, {
  pictures: new Map([
    ['attachment://photo.jpg', { data: photo, alt: 'a boat' }],
    ['attachment://mood-map.png', { data: 'data:image/png;base64,BBBB', alt: 'a "map"' }],
  ]),
  command: '/scenescore',
});

describe('the page of a reply', () => {
  it('shows the very embeds, dark and light', () => {
    expect(page.match(/Harbour Lights at Four<\/a>/g)).toHaveLength(2);
    expect(page).toContain('class="dark"');
    expect(page).toContain('class="light"');
    expect(page).toContain(photo);
    expect(page).toContain('<img class="large" alt="a &quot;map&quot;" src="data:image/png;base64,BBBB">');
  });

  it('runs nothing and asks the network for nothing', () => {
    expect(page).not.toContain('<script');
    expect(page).toContain('&lt;script&gt;');
    expect(page).toContain('default-src &apos;none&apos;');
    expect(
      [...page.matchAll(/(?:src|srcset|data)="([^"]*)"/g)].every(([, src]) => src?.startsWith('data:')),
    ).toBe(true);
    expect(page).not.toMatch(/url\(|@import|<link/);
  });
});

describe('markdown on the page', () => {
  it.each([
    [
      '**1. [A \\[b\\]](https://a.example/?x=1&y=2)** by C',
      '<strong>1. <a href="https://a.example/?x=1&amp;y=2" rel="noreferrer">A [b]</a></strong> by C',
    ],
    ['*soft*', '<em>soft</em>'],
    ['\\*not soft\\*', '*not soft*'],
    ['`code *x*`', '<code>code *x*</code>'],
    ['-# small', '<small>small</small>'],
    ['[x](javascript:alert(1))', '[x](javascript:alert(1))'],
    ['2 * 3 * 4 <b>', '2 <em> 3 </em> 4 &lt;b&gt;'],
  ])('%s', (text, expected) => {
    expect(markdown(text)).toBe(`<div class="line">${expected}</div>`);
  });

  it('reads odd text in linear time', () => {
    for (const unit of ['*', '[', '**a', '`', '\\', '[a](']) {
      const text = unit.repeat(4_000 / unit.length);
      expect(markdown(text).length).toBeGreaterThanOrEqual(text.length / 2);
    }
  });
});
