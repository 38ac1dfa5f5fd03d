import { describe, expect, it } from 'vitest';
import { languageOf, sungText } from '../../../src/readers/lexicon/lyrics.ts';

describe('lyrics', () => {
  it('let a chorus weigh more, but not without limit', () => {
    const { passages } = sungText(['one line here', ...Array<string>(9).fill('the chorus line')].join('\n'));
    expect(passages).toEqual([
      { text: 'one line here', weight: 1 },
      { text: 'the chorus line', weight: 2 },
    ]);
  });

  it('are read for three hundred words', () => {
    const lines = Array.from({ length: 200 }, (_, index) => `line number ${index} of it`);
    const { passages } = sungText(lines.join('\n'));
    expect(passages.flatMap(({ text }) => text.split(/\s+/)).length).toBe(300);
  });

  it('are less trusted when short, or one line over and over', () => {
    const long = Array.from(
      { length: 30 },
      (_, index) => `a different line of the song ${'abc'.repeat(index)}`,
    );
    expect(sungText(long.join('\n')).trust).toBe(1);
    expect(sungText('short').trust).toBe(0.5);
    expect(sungText(Array<string>(40).fill('again and again').join('\n')).trust).toBe(0.25);
  });
});

describe('telling the language', () => {
  it('knows English, also as it is sung', () => {
    expect(languageOf('I got the rhythm and you got the time, so come on over')).toBe('english');
    expect(languageOf("Ain't nobody gonna take my heart away from you")).toBe('english');
  });

  it('knows what is not', () => {
    for (const text of [
      'Quiero caminar contigo por la ciudad, y no sé por qué te vas',
      'Ich weiß nicht, was du willst, und der Regen fällt auf die Stadt',
      'Je ne sais pas pourquoi tu es dans la nuit avec moi',
      'Eu não sei por que você vai embora, meu bem, e a noite é fria',
      'Ik weet niet waarom je weg bent en het regent',
      '\u0433\u043e\u0440\u043e\u0434 \u0441\u043f\u0438\u0442',
      '\u3042\u306a\u305f\u306e\u3053\u3068\u304c\u597d\u304d',
    ]) {
      expect(languageOf(text), text).toBe('other');
    }
  });

  it('knows a language it has no list for by the English that is missing', () => {
    const finnish = 'kaunis kesä tulee taas ja linnut laulavat puissa kun aurinko nousee '.repeat(4);
    expect(languageOf(finnish)).toBe('other');
  });

  it('leaves a short title undecided', () => {
    expect(languageOf('Vertigo')).toBe('unknown');
    expect(languageOf('')).toBe('unknown');
  });
});
