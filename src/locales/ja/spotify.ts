/** Sentences about Spotify's lists and accounts. */
import type { Texts } from '../words.ts';
import { attachExport } from './common.ts';

const anotherWay =
  '曲を自分のプレイリストにコピーして `/spotify 連携` でアカウントを連携するか、書き出したファイル（exportify.appで作れます）を添付してください';
const linkAgain = '`/spotify 連携` でもう一度アカウントを連携してください';

export const spotifyLists = {
  uriWithoutSongs:
    'そのSpotifyのアドレスの先は、プレイリスト、アルバム、曲のどれでもありません。プレイリストそのもののリンクをコピーしてください。',
  notLinked:
    'お気に入りの曲はあなたにしか見えません。まず `/spotify 連携` でSpotifyアカウントを連携してから、もう一度お試しください。',
  likedSongs: 'お気に入りの曲',

  busy: (when) => `このボットがSpotifyを使える上限に達しました。${when}もう一度試すか、${attachExport}。`,
  keysRefused: `Spotifyがこのボットのキーを拒否しています。このボットの運営者に伝えて、それまでは${attachExport}。`,
  premium: `Spotifyは、このボットの運営者がPremiumのときだけ応答します。運営者に伝えて、それまでは${attachExport}。`,
  notRegistered:
    'Spotifyでは、登録された人だけがこのボットのアプリを使えます。運営者に、Spotifyのアプリのページへの追加を頼んでください。',
  notYours: `Spotifyはそのプレイリストを見せてくれません。${anotherWay}。`,
  notFound:
    'Spotifyでは何も見えません。非公開か、削除されたようです。あなたのものなら公開にするか、`/spotify 連携` でアカウントを連携してください。そうでなければ、書き出したファイル（exportify.appで作れます）を添付してください。',
  unreadable: `Spotifyが読ませてくれませんでした。${anotherWay}。`,
  publicPageInstead: (reason) => `代わりにSpotifyの公開ページを読みました。${reason}`,
  firstPart: `Spotifyの公開ページに出るのは最初の100曲だけなので、続きがあるかもしれません。全部使うには、自分のプレイリストならSpotifyアカウントを連携するか、${attachExport}。`,

  rows: {
    untitled: '（曲名なし）',
    removed: '（削除された曲）',
    unreadable: 'Spotifyから読み取れる情報が来なかった',
    unnamed: 'Spotifyのページに名前がない',
    gone: 'もうSpotifyにない',
    podcast: 'ポッドキャストのエピソード',
    local: '自分のコンピューターの中のファイル',
  },

  relink: {
    refused: `Spotifyが連携を受け付けなくなりました。${linkAgain}。`,
    unlinked: `Spotifyアカウントの連携が切れています。${linkAgain}。`,
    keyChanged: `このボットの鍵が変わったので、Spotifyの連携を読めなくなりました。${linkAgain}。`,
    unreadable: `保存していたSpotifyの連携を読めなくなりました。${linkAgain}。`,
    scope: `今のSpotifyの連携では、それができなくなりました。${linkAgain}。`,
    ranOut: `Spotifyの連携の期限が切れたか、取り消されました。${linkAgain}。`,
  },
  signIn: {
    staleLink:
      'そのリンクはもう使われたか、10分以上前のものです。`/spotify 連携` で新しいリンクを受け取ってください。',
    staleAnswer:
      'Spotifyがその応答を受け付けなくなりました。`/spotify 連携` で新しいリンクを受け取ってください。',
    pasteIt:
      'あと一歩です。このページのアドレスを全部コピーして、リンクを受け取ったDiscordの場所でSceneScoreに渡してください。',
    notYourLink:
      'そのアドレスはほかの人のリンクのものです。`/spotify 連携` で自分のリンクを受け取ってください。',
    wrongBrowser:
      'そのリンクは別のブラウザーで開かれたので、連携しませんでした。`/spotify 連携` で自分のリンクを受け取り、人から送られたリンクは決して開かないでください。',
    denied:
      'Spotifyでプレイリストの共有が許可されなかったので、連携しませんでした。気が変わったら、もう一度 `/spotify 連携` をどうぞ。',
    wrongAddress: (redirectUri) =>
      `必要なのは別のアドレスです。許可したあと、ブラウザーに ${redirectUri} で始まるアドレスが出るので、全部コピーしてください。`,
  },
  newPlaylist: {
    description: 'SceneScoreで作成',
    noneFound:
      'これらの曲はどれもSpotifyにないので、プレイリストに入れるものがありません。ファイルには全部入っています。',
    refused:
      'Spotifyでプレイリストを作れませんでした。`/spotify 解除` のあとこのボタンで連携し直すか、ファイルをお使いください。',
  },
} satisfies Texts['spotifyLists'];
