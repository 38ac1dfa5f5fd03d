/** Numbers, plurals and lists as each language writes them. */
import type { Language } from '../model/language.ts';

/** Forms by the categories of CLDR, such as `one`; a language without a form for a category uses `other`. */
type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Each of Intl's objects takes milliseconds to make, and most processes never say a sentence: made when first used. */
function whenUsed<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

export function formats(language: Language) {
  const numbers = whenUsed(() => new Intl.NumberFormat(language));
  const percents = whenUsed(() => new Intl.NumberFormat(language, { style: 'percent' }));
  const lists = whenUsed(() => new Intl.ListFormat(language));
  const rules = whenUsed(() => new Intl.PluralRules(language));
  return {
    number: (value: number): string => numbers().format(value),
    /** "43 %", of 43. */
    percent: (of100: number): string => percents().format(of100 / 100),
    /** "a", "a und b", "a, b und c". */
    listed: (words: readonly string[]): string => lists().format(words),
    /** "1 Lied", "3 Lieder": makes a function that counts one thing. */
    counting: (forms: Forms) => (count: number) =>
      `${numbers().format(count)} ${forms[rules().select(count)] ?? forms.other}`,
  };
}
