import { expect, it } from 'vitest';
import { lyricsOnPage } from '../../src/services/genius/page.ts';

const page = (inside: string): string =>
  `<!doctype html><html><body><div>menu</div><div id="lyrics-root" class="x">${inside}</div><div data-lyrics-container="true">footer</div></body></html>`;

const words = (text: string) => ({ kind: 'words', text });

const container = (inside: string): string => `<div data-lyrics-container="true" class="y">${inside}</div>`;

it('takes the text of the containers, line by line, and nothing from around them', () => {
  const html = page(
    `<h2>Head</h2>${container('[Verse]<br/>It rains <a href="/1"><span>and &amp; <i>rains</i></span></a><br>Don&#x27;t<br/>')}<div>Advert<img src="a"><script>if (a < b) "</div>"</script></div>${container('On &lt;and&gt; on&nbsp;&hearts;')}`,
  );
  expect(lyricsOnPage(html)).toEqual(words("[Verse]\nIt rains and & rains\nDon't\n\nOn <and> on\u00a0♥"));
});

it('leaves out what the page excludes from selection', () => {
  const head = '<div data-exclude-from-selection="true"><div>12 Contributors</div><h2>Title</h2></div>';
  expect(lyricsOnPage(page(container(`${head}It rains`)))).toEqual(words('It rains'));
});

it('takes a whole song page at its word that there are none', () => {
  const unclosed = '<html><body><div id="lyrics-root"><p>They will be there soon</div></body></html>';
  for (const html of [page(''), page(container('<br>')), unclosed])
    expect(lyricsOnPage(html)).toEqual({ kind: 'none' });
});

it('learns nothing about a song from a page that is empty, cut short or no song page', () => {
  for (const html of [
    '',
    'text',
    '<html><body>Just a moment...</body></html>',
    'id="lyrics-root"',
    '<div id="lyrics-root"',
    '<html><div id="lyrics-root"><h2>Head</h2><div',
    '<html><div id="lyrics-root"><div data-lyrics-container="true">',
  ])
    expect([html, lyricsOnPage(html)]).toEqual([html, { kind: 'unreadable' }]);
});

it('keeps the words of a page that was cut short after them', () => {
  const html = page(container('It rains<br>again'));
  expect(lyricsOnPage(html.slice(0, html.indexOf('again') + 7))).toEqual(words('It rains'));
});

it('survives pages that are broken or made to be slow', () => {
  for (const unit of [
    '<div>',
    '</div>',
    '<br>',
    '<',
    '>',
    '<a b="',
    '<script>',
    '<!--',
    '&amp',
    '&#x',
    container(''),
  ]) {
    const inside = unit.repeat(2_000_000 / unit.length);
    for (const broken of [inside, container(inside)])
      expect(lyricsOnPage(`<div id="lyrics-root">${broken}`)).toHaveProperty('kind');
  }
});
