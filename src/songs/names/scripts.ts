/** Names written in two scripts at once: "Кино (Kino)", "夜 / Night". */

const otherLetters = /(?!\p{Script=Latin})\p{L}/u;
const letters = /\p{L}/u;

/** Brackets, and dashes, slashes and bars with spaces around them. */
const between = /[()[\]{}（）]|\s[-–—/|]\s/;

/** The name in Latin letters and the name in others, where it is written in both; else none. */
export function inEachScript(name: string): string[] {
  if (!otherLetters.test(name)) return [];
  const chunks = name.split(between).filter((chunk) => letters.test(chunk));
  const others = chunks.filter((chunk) => otherLetters.test(chunk));
  if (others.length === 0 || others.length === chunks.length) return [];
  const latin = chunks.filter((chunk) => !otherLetters.test(chunk));
  return [others, latin].map((one) => one.join(' ').replace(/\s+/g, ' ').trim());
}

/** The same where nothing stands between the two: "BTS 방탄소년단". */
export function inEachWordScript(name: string): string[] {
  const bracketed = inEachScript(name);
  if (bracketed.length > 0) return bracketed;
  const words = name.split(/\s+/).filter((word) => letters.test(word));
  const isOther = words.map((word) => otherLetters.test(word));
  const changes = isOther.filter((one, at) => at > 0 && one !== isOther[at - 1]).length;
  if (changes !== 1) return [];
  return [words.filter((_, at) => isOther[at]), words.filter((_, at) => !isOther[at])].map((one) =>
    one.join(' '),
  );
}
