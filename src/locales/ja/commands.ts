/** What the other commands say: help, history, playlists, privacy, Spotify accounts, taste. */
import { relativeTime } from '../en/common.ts';
import type { Texts } from '../words.ts';
import { items, songs, waysToGiveSongs } from './common.ts';

export const help = {
  title: 'SceneScore',
  what: '写真とプレイリストをください。その瞬間の雰囲気に一番近い曲を、プレイリストの中から見つけます。',
  how: [
    '`/scenescore` の `画像:` に写真を入れます。または、写真のあるメッセージを右クリックして *アプリ* → *この写真を採点* を選びます。',
    `曲は、${waysToGiveSongs}。`,
    '`気分:` には探している雰囲気を書けます。`件数:` で10曲まで表示できます。',
    '回答の下の *調整する* には希望を言葉で書けます（「もっと希望のある感じ」「ラブソングはなし」など）。*ストーリーカード* は写真と曲を1枚の絵にします。',
    'ボタンかリアクションで曲を評価してください。そこからあなたの好みを覚えます。',
    '*試聴する* で曲を聴き、*プレイリストに保存* で書き出せます。',
    '`/soundtrack` に写真を何枚か渡すと、それぞれに別々の曲を選びます。写真が何枚もあるメッセージで *この写真を採点* を選んでも同じです。',
  ],
  featuresTitle: 'ここで使える機能',
  on: (name, detail) => `✅ **${name}** · ${detail}`,
  off: (name, detail) => `➖ **${name}** · ${detail}`,
  footer: (version) => `SceneScore ${version} · 保存されている情報は /プライバシー で見られます`,
} satisfies Texts['help'];

export const history = {
  title: '最近の回答',
  on: 'これからあなたの回答の一覧を残します（それぞれ30日間）。`/履歴 表示` であなただけが見られ、`/履歴 オフ` でやめられます。',
  off: '回答の一覧を残すのをやめました。',
  isOff: '回答の一覧は残していません。`/履歴 オン` で、あなただけに見える一覧を始められます。',
  empty: '一覧はまだ空です。次の写真から始まります。',
  line: (at, song) => `${relativeTime(at)} · ${song}`,
  open: '開く',
  note: '回答は30日間ここに残ります。`/履歴 オフ` で一覧をやめられます。',
} satisfies Texts['history'];

export const playlist = {
  needsManageServer:
    'このサーバーのプレイリストを変えられるのは、**サーバー管理** の権限がある人だけです。自分のものは `/プレイリスト 設定` と `範囲: 自分だけ`で設定できます。',
  onlyInServer:
    'サーバーのプレイリストは、ボットが追加されたサーバーでしか設定できません。ここでは `範囲: 自分だけ`で自分のものを設定できます。',
  likedIsYours:
    'お気に入りの曲は一人ひとりのものなので、サーバーのプレイリストにはできません。サーバーにはプレイリストのリンクを選ぶか、`範囲: 自分だけ`で設定してください。',
  setMine: (title, count) =>
    `あなたの既定のプレイリストを **${title}**（${songs(count)}）にしました。あとは \`/scenescore\` に写真を渡すだけです。`,
  setServer: (title, count) =>
    `このサーバーの既定のプレイリストを **${title}**（${songs(count)}）にしました。`,
  mine: (title) => `**あなた：** ${title}`,
  server: (title) => `**このサーバー：** ${title}`,
  read: (count, at) => `${songs(count)}、${relativeTime(at)}に読み取り`,
  none: 'まだありません',
  order: 'その場で渡されたもの、あなたのもの、サーバーのものの順に使います。',
  howTo: `曲を渡すには、${waysToGiveSongs}。`,
  clearedMine: 'あなたの既定のプレイリストを解除しました。',
  clearedServer: 'このサーバーの既定のプレイリストを解除しました。',
  choiceMine: (title) => `あなた：${title}`,
  choiceServer: (title) => `このサーバー：${title}`,
  choiceRecent: (title) => `前に使用：${title}`,
  choiceSpotify: (title) => `Spotify：${title}`,
  choiceMusicServer: (title) => `音楽サーバー：${title}`,
  choiceLiked: 'Spotifyのお気に入りの曲',
} satisfies Texts['playlist'];

export const privacy = {
  title: 'あなたについて保存しているもの',
  show: [
    '**写真：** 見たあとに捨てます。写真の説明は、名前ではなくファイルの指紋（ハッシュ）をつけて1日だけ残します。小さなコピーは、そのメッセージが削除されるまでDiscordの回答に残ります。',
    '**回答：** 写真の説明、あなたの言葉、表示した曲を、ボタンが動くように30日間。プレイリストの全曲は、調整できるように1週間。',
    '**評価：** どの曲が合うと思ったか、曲どうしの比較、写真の雰囲気（数値と気分だけで、説明はなし）、どのサーバーかを、あなたが削除するまで。そこから好みを覚えます。サーバーの3人以上が同じように感じたことは、評価がまだ少ないメンバーの結果にも少し影響します。',
    '**設定：** 既定のプレイリストと、最近使った5つ。',
    '**履歴：** 回答の一覧とそのリンク。`/履歴 オン` で始めた場合だけです。',
    '**Spotify：** 連携した場合、あなたのプレイリストを読むための鍵（許可があれば非公開プレイリストの作成にも）を、暗号化して。',
    '**歌詞：** 保存も表示もしません。',
  ],
  services: (names) => `**ほかに何かを見る相手：** ${names.replaceAll('; ', '、')}。`,
  noServices: '**ほかに何かを見る相手：** なし。すべてこのボット自身のコンピューターで動きます。',
  commands: '`/プライバシー 書き出し` ですべてをファイルで受け取り、`/プライバシー 削除` で削除できます。',
  export: (part) =>
    part === 1
      ? 'あなたについて保存しているもののすべてです。'
      : `あなたについて保存しているものの続き、その${part}です。`,
  exportFile: (part) => `scenescore-my-data${part === 1 ? '' : `-${part}`}.json`,
  exportBusy: '今ちょうどそのファイルを作っています。1分ほどしてからもう一度お試しください。',
  nothingKept: 'あなたについて保存しているものはありません。',
  deleted: (parts) =>
    `削除しました：${parts.replaceAll(', ', '、')}。あなたについて保存しているものはもうありません。`,
  parts: {
    settings: 'プレイリストと設定',
    ratings: (count) => `評価${items(count)}`,
    results: (count) => `回答${items(count)}`,
    spotify: 'Spotifyとの連携',
  },
} satisfies Texts['privacy'];

export const spotify = {
  off: 'ここではSpotifyの連携が使えません。プレイリストのリンクやファイルは、連携なしで使えます。',
  link: '**Spotifyを開く** を押して許可してください。プレイリストとお気に入りの曲だけを読めるようになります。',
  pasteSteps:
    '許可すると、ブラウザーは開けないページで止まります。そのアドレスを全部コピーしてここに戻り、**アドレスを貼り付け** を押して貼り付けてください。',
  open: 'Spotifyを開く',
  pasteButton: 'アドレスを貼り付け',
  modalTitle: 'Spotifyを連携',
  modalLabel: 'ブラウザーに最後に表示されたアドレス',
  linked: (name) =>
    `Spotifyの **${name}** と連携しました。\`プレイリスト: liked\` をお試しください。そこに入力し始めると、あなたのプレイリストも出てきます。`,
  status: (name, goodUntil) =>
    `Spotifyの **${name}** と連携中です。${relativeTime(goodUntil)}に期限が切れるので、そのときはまた連携してください。`,
  notLinked: 'Spotifyアカウントは連携されていません。`/spotify 連携` なら1分で終わります。',
  unlinked: 'Spotifyアカウントの連携を解除し、そのために保存していたものをすべて削除しました。',
} satisfies Texts['spotify'];

export const taste = {
  title: 'あなたの好み',
  howTo: '回答の下の 👍 と 👎、または 1️⃣〜🔟 のリアクションで評価できます。',
  kept: (ratings, answers) =>
    `あなたの評価を${items(ratings)}（回答${items(answers)}に対して）保存しています。`,
  counts: (fits, fitsNot) => `👍 ${fits} · 👎 ${fitsNot}`,
  weighed: 'あなたの評価が順番に影響しました。',
  weighedSongs: 'あなたの評価が順番に影響しました。似た写真で評価した曲は、少し動いています。',
  weighedByServer: 'このサーバーの人たちの評価が順番に影響しました。',
  counted: '次の回答からこれを考慮します。/好み リセット ですべて忘れます。',
  reset: (ratings) =>
    ratings === 0
      ? 'まだ曲を評価していないので、削除するものはありませんでした。'
      : `あなたの評価${items(ratings)}を削除しました。`,
} satisfies Texts['taste'];

export const linkPages = {
  nothingLinked: '連携しませんでした',
  almostThere: 'あと一歩です',
  failed: 'うまくいきませんでした',
  spotifyAccount: 'Spotifyアカウント：',
  shownAs: (name) => `（表示名「${name}」）`,
  discordAccount: 'Discordアカウント：',
  confirm: {
    title: 'この2つのアカウントを連携しますか？',
    text: '連携すると、このDiscordアカウントの持ち主は、このSpotifyアカウントの非公開のプレイリストとお気に入りの曲を見られるようになります。どちらかがあなたのものでなければ、誰かが自分のリンクをあなたに送ったということです。このページを閉じれば、連携されません。',
    button: 'どちらも自分のものなので連携する',
  },
  linked: {
    title: 'あなたの曲が使えるようになりました',
    text: '連携しました。このページを閉じて、SceneScoreで自分のプレイリストや `liked` を使ってみてください。',
    undo: '自分ではないので取り消す',
  },
  undone: {
    title: '取り消しました',
    text: '連携はなくなり、SceneScoreは受け取ったものを忘れました。念のため、Spotifyアカウントのアプリ一覧からもSceneScoreを削除できます。',
  },
  nothingToUndo: {
    title: '取り消すものがありません',
    text: 'このブラウザーに取り消せる連携はありません。自分の連携は、Discordの `/spotify 解除` で解除できます。',
  },
  notAsked:
    '今はSpotifyに問い合わせできないので、連携しませんでした。少し待ってから、もう一度 `/spotify 連携` をお試しください。',
  bug: (code) =>
    `こちらの問題で連携できませんでした。もう一度 \`/spotify 連携\` をお試しください。また起きたら、このボットの運営者にコード \`${code}\` を伝えてください。`,
  nothingHere: {
    title: 'ここには何もありません',
    text: 'SceneScoreはDiscordの中にいます。そこで `/scenescore` をお試しください。',
  },
} satisfies Texts['linkPages'];
