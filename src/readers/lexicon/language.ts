/** Is this English? Told from script and function words, cheaply: enough to know whether the lexicon can read it. */
import { tokenise } from './tokens.ts';

/** `unknown`: too few words to tell. */
export type Language = 'english' | 'other' | 'unknown';

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const ENGLISH = set(
  'the a an and or but if of to in on at for from with by as is am are was were be been have has had do does did not no ' +
    'i you he she it we they me him her us them my your his our their this that these those what who when where why how ' +
    'there here so just like all can will would could should never ever now then up down out over know got get go',
);
/** Function words of Spanish, Portuguese, French, German, Italian, Dutch, Scandinavian, Polish, Turkish and Indonesian. */
const FOREIGN = set(
  'el la los las un una unos del al que y o en con por para pero mi tu su se te lo le nos como más muy yo ella está soy ' +
    'eres es os um uma do da dos das não em com meu minha você ele eu pra mais sem les des du une et est dans que qui pour ' +
    'sur avec mon ton son ma sa je tu il elle nous vous ne pas moi toi der das den dem ein eine einen und ist nicht ich du ' +
    'er wir ihr mit auf für von zu im wie wenn mir mich dich il gli di che non per sono sei mio tua nel della ti mi ci het ' +
    'een van ik je niet dat voor maar och det är jag inte som på til og jeg ikke nie się na jest że w mnie co bir ve bu ben ' +
    'sen için gibi yang dan aku kau di tak cinta amor corazón',
);

function isLatin(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return letters === 0 || latin / letters > 0.7;
}

/** The language of a song's words. Short texts are `unknown` unless their script or two function words tell. */
export function languageOf(text: string): Language {
  const sample = text.slice(0, 3000);
  if (!isLatin(sample)) return 'other';
  const words = tokenise(sample).map((token) => token.text);
  const english = words.filter((word) => ENGLISH.has(word)).length;
  const foreign = words.filter((word) => FOREIGN.has(word) && !ENGLISH.has(word)).length;
  if (foreign >= 2 && foreign > english) return 'other';
  // English song texts have a third of such words or more; languages not listed above have hardly any.
  if (words.length >= 25) return english / words.length >= 0.12 ? 'english' : 'other';
  return english > foreign ? 'english' : 'unknown';
}
