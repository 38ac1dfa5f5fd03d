/** Numbers and plurals as each language writes them. */
import type { Language } from '../model/language.ts';

/** Forms by the categories of CLDR, such as `one`; a language without a form for a category uses `other`. */
type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** "1 Lied", "3 Lieder": makes a function that counts one thing in one language. */
export function counting(language: Language, forms: Forms): (count: number) => string {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return (count) => `${numbers.format(count)} ${forms[rules.select(count)] ?? forms.other}`;
}
