/** What the pipeline says beside an answer: how songs and photos were read, and what went wrong. */
import type { Texts } from '../words.ts';
import { inQuotes, percent, songs } from './common.ts';
import { feelingWord, subjectWord } from './feelings.ts';

const withMyList = '内蔵の言葉のリストで読み取りました';

/** Of a change such as "much calmer", or a mood. */
const more = (change: string): string => {
  const name = change.replace(/^much /, '');
  return `${name === change ? 'もっと' : 'ずっと'}${feelingWord(name)}感じ`;
};

export const notices = {
  readerFailed: `Geminiに聞けなかったので、${withMyList}。`,
  readerLate: `Geminiの返事が遅かったので、${withMyList}。`,
  sceneUnread: {
    declined: `Geminiが写真についての言葉を読もうとしなかったので、そこは${withMyList}。`,
    cut: `写真についてのGeminiの返事が途中で切れたので、その言葉は${withMyList}。`,
    nonsense: `写真についてのGeminiの返事が意味をなさなかったので、その言葉は${withMyList}。`,
  },
  lyricsLate: (count) =>
    `${songs(count)}の歌詞が時間内に届きませんでした。もう一度頼むと、より深く読み取れます。`,
  soundsMissing: '今は音楽サーバーの曲を聴けなかったので、ほかにわかることから判断しました。',
  readLightly: (count) =>
    `長いプレイリストなので、${songs(count)}はプレイリストに書いてあることだけから読み取りました。`,
  photoReadByGemini: '写真はGeminiが読み取りました。メタデータを除いた小さなコピーをGoogleに送っています。',
  photoUnread: {
    declined:
      'Geminiが写真を見ようとしなかったので、自分で見える範囲で判断しました。小さなコピーはGoogleに送られました。',
    cut: '写真についてのGeminiの返事が途中で切れたので、自分で見える範囲で判断しました。小さなコピーはGoogleに送られました。',
    nonsense:
      '写真についてのGeminiの返事が意味をなさなかったので、自分で見える範囲で判断しました。小さなコピーはGoogleに送られました。',
  },
  photoNotSeen:
    'Geminiが写真を見られなかったので、自分で見える範囲で判断しました。小さなコピーがGoogleに送られたかもしれません。',
  photoSeenLate:
    'Geminiが写真を見るのに時間がかかりすぎたので、自分で見える範囲で判断しました。小さなコピーがGoogleに送られたかもしれません。',
  /** Each goes on with 〜ため、. */
  missing: {
    photo: 'いつもの写真説明モデルが使えなかった',
    captioner: '写真説明モデルが使えなかった',
    sentences: '文章モデルが使えなかった',
  },
  models: { photo: '写真モデル', sentences: '文章モデル', moods: '気分モデル' },
  notDownloaded: (model) => `${model}がまだダウンロードされていない`,
  downloaded: (model, share) => `${model}のダウンロードがまだ${percent(share)}の`,
  captionedByAnother: (why, id) => `${why}ため、${id}が写真を説明しました。`,
  knownByColours: (why, hasMoods, advice) =>
    `${why}ため、${hasMoods ? '光と色と気分' : '光と色'}だけで判断しました（${advice}）。`,
  askAgainLater: '後でもう一度頼むと、もっとよく見られます',
  installs: (command) => `npx scenescore ${command} でインストールできます`,
  nothingFits: (title) =>
    `このプレイリストには、ぴったりの曲がありません。いちばん近いのは${inQuotes(title)}です。`,
  embedderFailed: (why) => `${why}ため、意味は内蔵の言葉のリストで比べました。`,
  moodsMissing: (why) => `${why}ため、モデルなしで気分を判断しています。`,
  writerFailed: 'Geminiが説明を書けなかったので、比べた結果そのものから組み立てました。',
  unexplained: {
    declined: 'Geminiが説明を書こうとしなかったので、比べた結果そのものから組み立てました。',
    cut: 'Geminiの説明が途中で切れたので、比べた結果そのものから組み立てました。',
    nonsense: 'Geminiの説明が意味をなさなかったので、比べた結果そのものから組み立てました。',
  },
  readWithPhoto: 'あなたの言葉も、写真の読み取りに生かしました。',
  stillReading: (fromLyrics, all) =>
    `まずは最初の回答です。今のところ${songs(all)}中${songs(fromLyrics)}を歌詞から読みました。続きを読んでいます。`,
  allByHand: (count) =>
    count === 1
      ? 'この曲の読み取りは人の手で書かれ、プレイリストに入っていました。'
      : `この${songs(count)}の読み取りは人の手で書かれ、プレイリストに入っていました。`,
  howRead: (count) => {
    const ways: [number, string][] = [
      [count.lyrics, '歌詞から'],
      [count.metadata, '曲の情報から'],
      [count.title, '曲名とアーティストだけから'],
      [count.hand, 'プレイリストに手書きされた読み取りから'],
    ];
    const told = ways.filter(([some]) => some > 0).map(([some, how]) => `${how}${songs(some)}`);
    return `読み取り方：${told.join('、')}。`;
  },
  tookThatAs: (changes, moods, themes) => {
    const all = [...[...changes, ...moods].map(more), ...themes.map((theme) => `${subjectWord(theme)}の曲`)];
    return `こう受け取りました：${all.join('、')}。`;
  },
  unsupportedLink: 'ここではその種類のリンクを使えません。代わりにプレイリストをファイルで添付してください。',
  emptyPlaylist: 'このプレイリストには、読み取れる曲がありません。別のものをお試しください。',
  videosOnly:
    'そのリストには動画のIDしかなく、名前を調べられませんでした。YouTubeでプレイリストを公開か限定公開にして、そのリンクを送ってください。',
  linksOnly:
    'そのリストにはリンクしかなく、曲を調べられませんでした。1行ずつ「アーティスト - 曲名」と書くか、プレイリストのリンクを送ってください。',
  playlistUnavailable: (service, minutes) =>
    `今は${service}から返事がありません。${minutes < 2 ? '1分ほどしてから' : `約${minutes}分後に`}もう一度試すか、プレイリストをファイルで渡してください。`,
  noPhotos: (most) => `写真を1枚以上、${most}枚まで渡してください。`,
  tooManyPhotos: (count, most) => `写真が${count}枚あります。受け取れるのは${most}枚までです。`,
  tooFewSongs: (count, photos) =>
    `読み取れる曲が${count}曲なのに、写真が${photos}枚あります。長いプレイリストにするか、写真を減らしてください。`,
  wrongPhoto: (number, what) => `写真${number}：${what}`,
  wrongLink: (number, what) => `リンク${number}：${what}`,
} satisfies Texts['notices'];

export const gemini = {
  failed: {
    key: `Geminiがキーを拒否したので、${withMyList}。このボットの運営者はGEMINI_API_KEYを確認できます。`,
    gone: `設定されたGeminiのモデルがもうないので、${withMyList}。このボットの運営者はGEMINI_MODELを変えられます。`,
    day: `今日のGeminiの利用枠を使い切ったので、${withMyList}。明日また使えます。`,
    minute: `この1分のGeminiの利用枠を使い切ったので、${withMyList}。`,
    refused: `Geminiが質問を受け付けなかったので、${withMyList}。`,
    unwell: `Geminiから返事がなかったので、${withMyList}。`,
    garbled: `今はGeminiの返事が意味をなさないので、${withMyList}。`,
  },
  partly: {
    late: `Geminiが一部の曲まで手が回らなかったので、そこは${withMyList}。`,
    declined: `Geminiが一部の曲を読もうとしなかったので、そこは${withMyList}。`,
    cut: `一部の曲についてのGeminiの返事が途中で切れたので、そこは${withMyList}。`,
    nonsense: `一部の曲についてのGeminiの返事が意味をなさなかったので、そこは${withMyList}。`,
    several: `Geminiが一部の曲を抜かしたので、そこは${withMyList}。`,
  },
  otherModel: (model) => `最初のモデルから返事がなかったので、一部は${model}が読み取りました。`,
  gemma: {
    declined: (model) => `Geminiが一部を読もうとしなかったので、そこは${model}が読み取りました。`,
    quota: (model) => `今はGeminiの利用枠を使い切っているので、一部は${model}が読み取りました。`,
    other: (model) => `Geminiから使える返事がなかったので、一部は${model}が読み取りました。`,
  },
} satisfies Texts['gemini'];

export const lyrics = {
  noFolder: (dir) => `歌詞のフォルダー「${dir}」を開けませんでした。パスは正しいですか？`,
  serviceFailed: (name) =>
    `一部の曲で${name}から返事がなかったので、歌詞なしで読み取ったものがあるかもしれません。`,
} satisfies Texts['lyrics'];

export const readers = {
  notEnglish: (count) => `${songs(count)}は英語ではないので、曲名とアーティストだけから読み取りました。`,
  withoutWords: (count) => `${songs(count)}には歌詞がないので、曲名、ジャンル、年から読み取りました。`,
  unreadableFile:
    'そのプレイリストのファイルを読み取れませんでした。書き出し直してから、もう一度お試しください。',
} satisfies Texts['readers'];

export const times = {
  /** With its particle, as sentences go on after it. */
  wait: (minutes, clock) => {
    if (minutes <= 1) return `1分後（${clock}）に`;
    if (minutes < 100) return `約${minutes}分後（${clock}）に`;
    const hours = Math.round(minutes / 60);
    return hours < 48 ? `約${hours}時間後（${clock}）に` : `約${Math.round(hours / 24)}日後に`;
  },
  later: '後で',
  ago: (minutes) => {
    if (minutes < 100) return `${minutes}分前`;
    const hours = Math.round(minutes / 60);
    return hours < 48 ? `${hours}時間前` : `${Math.round(hours / 24)}日前`;
  },
} satisfies Texts['times'];
