/** What a Genius page carries around and between the words. */

const contributors = /^\s*\d{1,5}\s*Contributors?/;
const readMore = 'Read More';
const advert = /See [^\n]{1,80}? Live(?:\s*Get tickets as low as \$\d{1,6})?/g;
const suggestions = /You might also like/g;
const embed = /(?:\d{1,7}(?:\.\d)?K?)?Embed\s*$/;

/** "12 ContributorsTranslationsDeutsch<title> Lyrics<about the song>Read More", in one line before the words. */
function withoutHeader(text: string, title: string): string {
  if (!contributors.test(text)) return text;
  const mark = text.slice(0, 5000).includes(`${title} Lyrics`) ? `${title} Lyrics` : 'Lyrics';
  const at = text.slice(0, 5000).indexOf(mark);
  if (at < 0) return text.replace(contributors, '');
  const rest = text.slice(at + mark.length);
  const about = rest.slice(0, 1500).indexOf(readMore);
  return about < 0 ? rest : rest.slice(about + readMore.length);
}

/**
 * The words alone, section headers kept. `title` is the one that Genius gives the song; the marks are those
 * that users of the page report: https://github.com/johnwmillr/LyricsGenius/issues/265.
 */
export function cleanGeniusText(text: string, title: string): string {
  return withoutHeader(text.slice(0, 100_000), title)
    .replace(advert, '\n')
    .replace(suggestions, '\n')
    .replace(embed, '')
    .trim();
}
