/** Words for feelings. */
import type { Texts } from '../words.ts';

export const moods = {
  joyful: '楽しい',
  playful: 'おちゃめ',
  tender: '優しい',
  romantic: 'ロマンチック',
  peaceful: '穏やか',
  dreamy: '夢見心地',
  nostalgic: '懐かしい',
  hopeful: '希望に満ちた',
  triumphant: '誇らしい',
  powerful: '力強い',
  wistful: '切ない',
  melancholic: '物悲しい',
  lonely: '寂しい',
  dark: 'ダーク',
  tense: '張りつめた',
  angry: '怒りに満ちた',
  restless: '落ち着かない',
  sensual: '官能的',
} satisfies Texts['moods'];

/** What else people often wish, and the comparatives of `differences`, as they stand before a noun. */
const others: Readonly<Record<string, string>> = {
  sadder: '悲しい',
  brighter: '明るい',
  calmer: '静かな',
  livelier: 'にぎやかな',
  sad: '悲しい',
  happy: '幸せな',
  fun: '楽しい',
  cheerful: '陽気な',
  calm: '静かな',
  quiet: '静かな',
  relaxed: 'ゆったりした',
  gloomy: '暗い',
  dark: '暗い',
  bright: '明るい',
  slow: 'ゆっくりした',
  fast: '速い',
  loud: 'うるさい',
  soft: '柔らかい',
  warm: '温かい',
  cold: '冷たい',
  heavy: '重い',
  lively: 'にぎやかな',
  gentle: '優しい',
  deep: '深い',
  wild: '荒々しい',
  busy: '慌ただしい',
  energetic: '元気な',
  intense: '激しい',
  beautiful: '美しい',
  scary: '怖い',
};

const moodWords: Readonly<Record<string, string>> = moods;

/** "ダーク" → "ダークな"; adjectives that end otherwise stand before a noun as they are. */
const beforeNoun = (word: string): string => (/[いた]$/.test(word) ? word : `${word}な`);

/** "もっと明るい", "静かな": an English word for a feeling before a noun; one that is not known in 「」. */
export function feelingWord(name: string): string {
  const mood = moodWords[name];
  return others[name] ?? (mood === undefined ? `「${name}」な` : beforeNoun(mood));
}

/** By what people write, which may be the name of a property that every object has. */
const subjects: ReadonlyMap<string, string> = new Map(
  Object.entries({
    love: '恋',
    'love song': 'ラブソング',
    lake: '湖',
    sea: '海',
    people: '人',
    death: '死',
    rain: '雨',
    snow: '雪',
    night: '夜',
    family: '家族',
    home: 'ふるさと',
    war: '戦争',
    summer: '夏',
    winter: '冬',
    spring: '春',
    autumn: '秋',
  }),
);

/** 「雨」: what songs are about. */
export const subjectWord = (name: string): string => `「${subjects.get(name) ?? name}」`;
