/** What was understood of a person's wish. */
import type { Texts } from '../words.ts';
import { feelingWord, subjectWord } from './feelings.ts';

type Phrase = Parameters<Texts['wish']['understood']>[0][number];

const tryThis = '「もっと希望のある感じ」「もっと静かに」「ラブソングはなし」などをお試しください。';

function subject({ direction, name }: Phrase): string {
  const what = subjectWord(name);
  if (direction === 'none') return `${what}の曲はなし`;
  return direction === 'less' ? `${what}の曲は控えめ` : `${what}の曲`;
}

function feeling({ direction, degree, name }: Phrase): string {
  const word = feelingWord(name);
  const much = degree > 1 ? 'ずっと' : degree < 1 ? '少し' : 'もっと';
  if (direction === 'more') return `${much}${word}感じ`;
  if (direction === 'less') return `${word}感じを${degree > 1 ? 'ずっと' : degree < 1 ? '少し' : ''}控えめに`;
  return direction === 'none' ? `${word}感じはなし` : `${word}感じ`;
}

const torn = {
  valence: '「もっと明るく」と「もっと悲しく」は逆なので、そこは変えていません。',
  energy: '「もっとにぎやかに」と「もっと静かに」は逆なので、そこは変えていません。',
};

export const wish = {
  empty: `何も書かれていないので、そのままにしました。${tryThis}`,
  nothingFound: `その言葉から気分や題材を読み取れなかったので、そのままにしました。${tryThis}`,
  understood: (wanted, isCut, tornAxes) => {
    const phrases = wanted.map((one) => (one.kind === 'subject' ? subject(one) : feeling(one)));
    const told = [...new Set(phrases)].slice(0, 6).join('、');
    const rest = [
      ...(isCut ? ['読んだのは最初の部分だけです。'] : []),
      ...tornAxes.map((axis) => torn[axis]),
    ];
    return [`こう受け取りました：${told}。`, ...rest].join('');
  },
} satisfies Texts['wish'];
