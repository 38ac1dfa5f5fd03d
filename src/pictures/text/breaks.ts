/** Where a line may end. */
import type { Unit } from './cast.ts';

/** Written without spaces between the words. */
const spaceless =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー、。，．・！？：；]/u;
/** Never begins a line: closing signs, small kana, the long-vowel mark. */
const notFirst = /^[\p{Pe}\p{Pf}\p{Po}ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々〜～]/u;
/** Never ends one. */
const notLast = /[\p{Ps}\p{Pi}¿¡]$/u;

/**
 * The places between units where a line may end, as numbers of the unit that would begin the next line; the last is
 * the end of the text. Words of Thai, Chinese and Japanese are found by the dictionaries of ICU.
 */
export function breakPlaces(units: readonly Unit[]): number[] {
  const text = units.map((unit) => unit.text).join('');
  const words = new Set<number>();
  for (const { index } of new Intl.Segmenter('en', { granularity: 'word' }).segment(text)) words.add(index);
  const places: number[] = [];
  let at = 0;
  units.forEach((unit, place) => {
    const before = units[place - 1];
    if (before !== undefined) {
      const afterSpace = /\s$/.test(before.text) && !/^\s/.test(unit.text);
      const afterHyphen = /^[-‐–—/]$/.test(before.text) && /^\p{L}/u.test(unit.text);
      const betweenWords = words.has(at) && spaceless.test(before.text) && spaceless.test(unit.text);
      const besidePicture = unit.drawing !== null || before.drawing !== null;
      const mayEnd = betweenWords || besidePicture || afterHyphen;
      const allowed = !/^\s/.test(unit.text) && !notFirst.test(unit.text) && !notLast.test(before.text);
      if ((afterSpace && !/^\p{Pd}$/u.test(unit.text)) || (mayEnd && allowed)) places.push(place);
    }
    at += unit.text.length;
  });
  return [...places, units.length];
}
