/** From the question to the answer, and what can go wrong on the way. */
import { relativeTime } from '../en/common.ts';
import type { Texts } from '../words.ts';
import { songs, waysToGiveSongs } from './common.ts';

export const run = {
  noPlaylist: `どの曲から選びましょうか？${waysToGiveSongs}。`,
  noDefault:
    'どの曲から選びましょうか？`/プレイリスト 設定` で一度プレイリストを設定しておけば、次からはワンクリックです。`/scenescore` に写真とプレイリストを渡してもかまいません。',
  notLinked:
    'お気に入りの曲を使うには、まず `/spotify 連携` でSpotifyアカウントを連携してください。`プレイリスト:` にプレイリストのリンクを入れてもかまいません。',
  likedOff:
    'ここではSpotifyアカウントを連携できないので、お気に入りの曲を見られません。`プレイリスト:` にリンクを入れるか、`ファイル:` にファイルを添付してください。',
  usualLost: (title, reason) =>
    `${reason}対象は既定のプレイリスト「${title}」です。\`/プレイリスト 設定\`で別のものを選べます。`,
  tooManyLinks: (count, most) => `リンクが${count}個あります。受け取れるのは${most}個までです。`,
  alreadyRunning: '前の写真にまだ取り組んでいます。一度に1枚ずつお願いします。',
  full: '今たくさんの人から頼まれています。1分ほどしてからもう一度お試しください。',
  cooldown: (readyAt) => `少しお待ちください。次の写真は${relativeTime(readyAt)}に受け付けられます。`,
  waiting: (place, minutes) => {
    const where = place === 1 ? '次があなたの番です' : `${place}番目に並んでいます`;
    return minutes === null ? `⏳ ${where}。` : `⏳ ${where}（あと約${minutes}分）。`;
  },
  notKept: 'この回答を保存できなかったので、ボタンはありません。ほかはいつもどおりです。',
  answerFor: (mention) => `${mention} さんへの回答です`,
  late: (mention) => `${mention} さん、お待たせしました。回答ができました。`,
} satisfies Texts['run'];

export const progress = {
  stages: {
    starting: '写真を見ています',
    model: '準備しています（初回のダウンロード）',
    playlist: 'プレイリストを開いています',
    lyrics: '歌詞を探しています',
    reading: '曲の雰囲気をつかんでいます',
    comparing: '写真と比べています',
    explaining: '言葉にしています',
  },
  songsDone: (done, total) => `${songs(total)}中${songs(done)}`,
  seen: (caption) => `見えるもの：${caption}`,
  from: (title, count) => `${title} · ${songs(count)}`,
} satisfies Texts['progress'];

export const failure = {
  bug: (reference) =>
    `こちらで問題が起きました。あなたのせいではありません。もう一度お試しください。また起きたら、このボットの運営者にコード \`${reference}\` を伝えてください。`,
  service: (service) => `今は${service}につながりませんでした。数分後にもう一度お試しください。`,
  tooLong: '時間がかかりすぎたので中止しました。短めのプレイリストで、もう一度お試しください。',
  restarting: '再起動のため、最後までできませんでした。1分ほどしてからもう一度お試しください。',
  closing: '再起動しています。1分ほどしてからもう一度お試しください。',
  oldButton: 'このボタンは古いバージョンのものです。もう一度 `/scenescore` を使えば、新しいものを出します。',
  expired:
    'その回答は1か月以上前のものか、削除されたため、もう残っていません。もう一度 `/scenescore` をお使いください。',
  cannotPost:
    'このチャンネルでは画像や埋め込みを表示できないので、この回答はあなただけに見えています。モデレーターがここで **埋め込みリンク** と **ファイルを添付** の権限をくれれば直ります。',
  tooManyPresses: '一度にたくさん押されました。少し待ってから、もう一度お試しください。',
  notHere: 'そのコマンドはもうありません。`/` と入力すると、できることが見られます。',
} satisfies Texts['failure'];

export const photo = {
  notAnImage:
    'そのファイルは読み取れる画像ではありません。JPEG、PNG、WebP、GIF、AVIFのどれかを添付してください。',
  tooLarge: (maxMegabytes) => `画像が大きすぎます。${maxMegabytes} MBまでのものを添付してください。`,
  empty: 'その画像は空です。もう一度添付してください。',
  gone: 'その画像を取得できませんでした。リンクの期限切れか、削除されたようです。もう一度添付してください。',
  foreignHost: 'Discordにアップロードされた画像だけを受け取れます。画像そのものを添付してください。',
  noneInMessage:
    'そのメッセージには画像がありません。写真のあるメッセージを選ぶか、`/scenescore` をお使いください。',
} satisfies Texts['photo'];

const gone =
  'そのファイルを取得できませんでした。リンクの期限切れか、削除されたようです。もう一度添付してください。';
const foreignHost =
  'Discordにアップロードされたファイルだけを受け取れます。ファイルそのものを添付してください。';

export const file = {
  tooLarge: (maxMegabytes) =>
    `プレイリストのファイルが大きすぎます。${maxMegabytes} MBまでのものを添付してください。`,
  empty: 'そのプレイリストのファイルは空です。もう一度書き出して、新しいファイルを添付してください。',
  gone,
  foreignHost,
} satisfies Texts['file'];

export const sound = {
  tooLarge: (maxMegabytes) => `音楽が大きすぎます。合わせて${maxMegabytes} MBまでにしてください。`,
  empty: 'その音楽ファイルは空です。もう一度添付してください。',
  gone,
  foreignHost,
} satisfies Texts['sound'];

export const soundtrack = {
  title: (photos, playlist) =>
    photos === 1
      ? `🎞️ **${playlist}** から選んだ、あなたの写真のサウンドトラック`
      : `🎞️ **${playlist}** から選んだ、あなたの写真${photos}枚のサウンドトラック`,
  photo: (number, percent) => `写真${number} · ${percent}`,
  together: 'それぞれの写真に別々の曲がつくように、まとめて選びました。',
  modalTitle: '写真のサウンドトラック',
  photosLabel: '写真',
  photosHint: '1枚から10枚まで。それぞれに別々の曲を選びます。',
  playlistLabel: 'プレイリスト',
  playlistHint: 'リンク、またはお気に入りの曲なら「liked」。空欄なら既定のプレイリストを使います。',
  fileLabel: 'またはプレイリストのファイル',
  fileHint: 'CSV、M3U、XSPF、JSON、テキスト、または曲のファイル。',
  feelingLabel: 'どんな曲を探していますか？',
  fileAlone:
    'ファイルは受け取りましたが、写真がありません。`画像1:` から `画像10:` に写真を添付するか、`/soundtrack` をそのまま実行して、開いた画面でまとめて追加してください。',
  tooLarge: (maxMegabytes) => `画像が合わせて大きすぎます。全部で${maxMegabytes} MBまでにしてください。`,
} satisfies Texts['soundtrack'];
