/** What ratings have taught, in words. */
import type { FeatureName } from '../../model/ranking.ts';
import type { Texts } from '../words.ts';

const ratings = (count: number) => `${count}件の評価`;

const cares: Readonly<Record<FeatureName, string>> = {
  valence: '曲の明るさや悲しさ',
  energy: '曲の活気',
  moods: '曲の気分',
  themes: '曲のテーマ',
  words: '曲が語る物語',
};

const named = (parts: readonly FeatureName[]): string => parts.map((part) => cares[part]).join('と');

const sureness = {
  soFar: '今のところの結果です',
  first: 'まだ第一印象にすぎません',
  fairly: 'かなり確かです',
  sure: '確かです',
};

export const learnedTaste: Texts['learnedTaste'] = {
  unknown: 'あなたの好みはまだわかりません。合う曲と合わない曲を教えてくれれば、覚えていきます。',
  more: (parts) => `ほかの人よりも、${named(parts)}を大切にしています。`,
  less: (parts) => `ほかの人ほど、${named(parts)}を気にしていません。`,
  moreAndLess: (more, less) =>
    `ほかの人よりも、${named(more)}を大切にし、${named(less)}はあまり気にしていません。`,
  contrast: '対比がお好きです。写真の雰囲気に合わせた曲より、逆の曲を選びます。',
  contrastInEnergy:
    '活気の対比がお好きです。静かな写真にはにぎやかな曲、にぎやかな写真には静かな曲を選びます。',
  tooEarly: '好みを語るには、まだ早すぎます。',
  seldomMet: 'あなたの好みを外すことが多く、どんな曲がお好きかまだ探しているところです。',
  agrees: '私が選ぶ曲と、だいたい意見が合っています。',
  noPattern: '好みの傾向は、まだ見つかっていません。',
  from: (count, how) => `${ratings(count)}から学びました。${sureness[how]}。`,
};
