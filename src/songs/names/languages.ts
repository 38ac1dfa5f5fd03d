/** Languages as titles name them: "Spanish Version", "Versión en Español", "日本語版", "(Kor. Ver.)". */

const list = (text: string): readonly string[] => text.trim().split(/\s+/);

const languages: Record<string, string> = {
  en: 'english ingles anglais englisch englische inglese английская 영어 英語 英文',
  es: 'spanish espanol espagnol spanisch spanische castellano spanglish испанская 스페인어 スペイン語',
  fr: 'french frances francais franzosisch franzosische francese',
  de: 'german aleman allemand deutsch deutsche tedesco',
  it: 'italian italiano italien italienisch italienische italiana',
  pt: 'portuguese portugues portugais portugiesisch portoghese brazilian brasileira',
  ja: 'japanese japones japonais japanisch japanische giapponese japan jp 日本語 日文 일본어 日語 日语',
  ko: 'korean coreano coreen koreanisch koreanische korea kr 한국어 한국말 韓国語 韩语 韓語',
  zh: 'chinese chino chinois chinesisch mandarin cantonese 中国語 中文 國語 国语 粵語 粤语 중국어',
  ru: 'russian ruso russe russisch русская русский',
  other:
    'arabic hindi tamil telugu punjabi thai vietnamese indonesian turkish turkce greek hebrew polish dutch swedish danish norwegian finnish ukrainian latin bilingual tagalog filipino',
};
const languageOf = new Map(
  Object.entries(languages).flatMap(([code, names]) =>
    list(names).map((name) => [name, code === 'other' ? name : code]),
  ),
);
const languageCodes = new Map(
  list('eng:en kor:ko jpn:ja jap:ja chn:zh cn:zh esp:es ita:it fra:fr ger:de rus:ru por:pt').map((pair) => {
    const [code = '', language = ''] = pair.split(':');
    return [code, language];
  }),
);
/** Words around the name of a language. */
const aroundLanguage = new Set(
  list(`version versions ver vers versione versao verze edition edit mix lyrics the in en em auf na sung vocal vocals
    original new official mv audio video album single remaster remastered radio full cover studio 版 버전 バージョン`),
);

/** "(Eng. Ver.)": too short to say it alone. */
const languageCode = /^([a-z]{2,3}) (?:ver|vers|version|edition|mix)$/;
/** "Acoustic Spanish Version", "Live en Español": a language among other words. */
const saysLanguage =
  /(?:^| )(?:version|ver|vers|versione|versao|lyrics)(?: |$)|(?:^| )(?:in|en|em|auf) (?=\S+$)/;
const countries = new Set(list('japan jp korea kr'));

/** Which language a segment (folded) says that it is sung in: "es", "en ja"; null for none. */
export function languageIn(words: string): string | null {
  const code = languageCode.exec(words)?.[1];
  const known = languageCodes.get(code ?? '');
  if (known !== undefined) return known;
  const all = words.split(' ').map((word) => word.replace(/(?<=.)(?:版|ver|バージョン|버전)$/, ''));
  const rest = all.filter((word) => !aroundLanguage.has(word) && !/^\d+$/.test(word));
  const named = rest.filter((word) => languageOf.has(word));
  const isAlone = named.length > 0 && named.length === rest.length;
  const isSaid = saysLanguage.test(words) && named.some((word) => !countries.has(word));
  if (!isAlone && !isSaid) return null;
  return [...new Set(named.map((word) => languageOf.get(word)))].sort().join(' ');
}
