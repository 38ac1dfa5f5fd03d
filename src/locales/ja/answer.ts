/** An answer, and everything its buttons do. */
import type { Texts } from '../words.ts';
import { percent, songs } from './common.ts';

export const ranking = {
  sceneTitle: '写真の雰囲気',
  understood: (wish) => `✨ ${wish}`,
  moodEnds: ['暗い', '明るい'],
  energyEnds: ['静か', 'にぎやか'],
  mood: '気分',
  energy: '活気',
  best: (score) => `🏆 いちばん合う曲 · ${score}`,
  bestGuess: '🤔 いちばん合いそうな曲（推測）',
  percent,
  guess: '推測',
  otherGuess: 'こちらも推測',
  by: (artists) => artists,
  unknownArtist: 'アーティスト不明',
  why: (reason) => `理由：${reason}`,
  listen: '聴く',
  read: (read, total, title) =>
    read === total
      ? `「${title}」の${total === 1 ? '' : '全'}${songs(total)}を読み取りました`
      : `「${title}」の${songs(total)}中${songs(read)}を読み取りました`,
  fromLyrics: (count) => `歌詞から${songs(count)}`,
  fromMetadata: (count) => `曲の情報から${songs(count)}`,
  fromTitle: (count) => `曲名だけから${songs(count)}`,
  print: (read, counts) => (counts.length === 0 ? `${read}。` : `${read}：${counts.join('、')}。`),
  skipped: (count) => `対象外${songs(count)}`,
  moreNotices: (count) => `お知らせがあと${count}件あります`,
  react: (lastKeycap) =>
    lastKeycap === null
      ? '👍 か 👎 のリアクションで評価できます。'
      : `合う曲には 1️⃣〜${lastKeycap}、いちばん合う曲には 👍 か 👎 のリアクションで評価できます。`,
  fits: '合っている',
  fitsNot: '合っていない',
  whySelect: 'なぜこの曲？ 曲を選んでください',
} satisfies Texts['ranking'];

export const actions = {
  refine: '調整する',
  card: 'ストーリーカード',
  preview: '試聴する',
  save: 'プレイリストに保存',
} satisfies Texts['actions'];

export const why = {
  title: (rank) => `なぜ${rank}位？`,
  features: {
    valence: '気分',
    energy: '活気',
    moods: '感情の色合い',
    themes: 'テーマ',
    words: '意味',
  },
  unread: '読み取れませんでした',
  weight: (share) => `比重${percent(share)}`,
  contrast: (share) => `比重${percent(share)}。ここは写真と対照的なほうがお好みのようです`,
  chance: (people) => `100人に聞いたら、${people}人が「雰囲気が合う」と言いそうです。`,
  guess: '写真かこの曲についてわかることが少なく、どのくらい合うかは言えません。',
  basis: {
    lyrics: 'この曲は歌詞から読み取りました。',
    metadata: 'この曲の歌詞は見つからなかったので、曲の情報から読み取りました。',
    title: 'この曲は曲名しかわからないので、参考程度に見てください。',
  },
} satisfies Texts['why'];

export const rating = {
  fits: (title) => `👍 **${title}** は「合っている」と覚えました。もう一度押すと取り消せます。`,
  fitsNot: (title) => `👎 **${title}** は「合っていない」と覚えました。もう一度押すと取り消せます。`,
  takenBack: (title) => `**${title}** の評価を取り消しました。`,
} satisfies Texts['rating'];

export const describe = {
  button: '何の写真か教える',
  modalTitle: 'この写真について教えてください',
  label: '何が写っていますか？',
  hint: '一文で十分です。写真の説明の代わりに読みます。',
  example: '風の強い浜辺で凧を揚げる二人の子ども',
  nothing: '何も書かれていないので、回答はそのままにしました。',
  notYours: '何の写真かを教えられるのは、頼んだ本人だけです。*調整する* を押すと、あなた用の回答が出ます。',
} satisfies Texts['describe'];

export const refine = {
  modalTitle: 'この回答を調整する',
  wordsLabel: 'どう変えましょうか？',
  wordsHint: '自分の言葉で、どの言語でも。',
  wordsExample: 'もっと希望のある感じ、もっと静かに、ラブソングはなし…',
  feelingLabel: 'どんな感じにしましょうか？',
  feelings: {
    brighter: 'もっと明るく',
    calmer: 'もっと穏やかに',
    sadder: 'もっと悲しく',
    livelier: 'もっとにぎやかに',
  },
  songsLabel: 'どの曲から選びましょうか？',
  songs: { shown: 'ほかの曲から', artist: 'このアーティスト以外から' },
  otherSongs: (wish) => `${wish}今回はほかの曲から選びました。`,
  otherArtists: (wish) => `${wish}今回はそのアーティスト以外から選びました。`,
  lostWords: 'その言葉から気分や題材は読み取れませんでした。',
  noneLeft:
    'このプレイリストには、もう選べる曲が残っていません。別のプレイリストで `/scenescore` をお使いになるか、ほかの調整をお試しください。',
  captionLabel: '何が写っていますか？',
  captionHint: '間違っていたら直してください。',
  nothing:
    '変更がなかったので、回答はそのままにしました。どう変えるか、または何が間違っていたかを教えてください。',
  expired:
    'プレイリストの曲は1週間しか残さないので、その回答はもう調整できません。もう一度 `/scenescore` をお使いください。',
} satisfies Texts['refine'];

export const card = {
  title: 'ストーリーカードができました',
  song: '曲',
  noPhoto:
    'その回答の写真はもう残っていないので、カードを描けません。もう一度 `/scenescore` に写真を渡してください。',
  failed: '今はカードを描けませんでした。1分ほどしてからもう一度お試しください。',
} satisfies Texts['card'];

export const preview = {
  title: (count) => (count === 1 ? 'この曲を30秒ほど' : '各曲を30秒ほど'),
  from: (place) => `${place}より`,
  none: (link) => `試聴なし。代わりに：${link}`,
  noneAtAll: '試聴なし',
  note: '試聴できるのは数分間です。もう一度ボタンを押すと、新しく用意します。',
} satisfies Texts['preview'];

const saveFiles = 'プレーヤーには **M3U**、ほかのサービスへ移すには **CSV** か **XSPF** をお使いください。';

export const save = {
  files: (count, order) =>
    count === 1
      ? `曲をプレイリストにしました。${saveFiles}`
      : `${songs(count)}を${order === 'rising' ? '静かな曲からにぎやかな曲の順で' : '回答の順で'}プレイリストにしました。${saveFiles}`,
  orders: { answer: '回答の順', rising: '静かな曲からにぎやかな曲へ' },
  onSpotify: 'Spotifyで作成',
  link: 'あなたの非公開プレイリストを作るには、もう一つ許可が必要です。**Spotifyを開く** を押して許可し、それからもう一度 **Spotifyで作成** を押してください。',
  created: (link, count) => `できました。${link} はあなたの非公開プレイリストです（${songs(count)}）。`,
  missing: (titles) => `Spotifyにない曲：${titles}。`,
  name: (caption) => `SceneScore: ${caption}`,
  nameless: 'SceneScore',
} satisfies Texts['save'];
