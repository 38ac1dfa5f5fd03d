/** Links, and the services behind them. */
import type { Texts } from '../words.ts';
import { attachExport, songs } from './common.ts';

const whatWorks =
  'Spotify、YouTube、YouTube Music、Apple Music、Deezerのリンクか、プレイリストのファイルなら使えます';

export const links = {
  broken: `リンクが壊れているようです。${whatWorks}。`,
  unknownHost: (host) => `${host === '' ? 'そこ' : host}からはプレイリストを読めません。${whatWorks}。`,
  noSongs:
    'そのサイトは知っていますが、リンク先がプレイリスト、アルバム、曲のどれでもありません。プレイリストそのもののリンクをコピーしてください。',
  podcast:
    'それはポッドキャストです。選べるのは曲なので、プレイリスト、アルバム、曲のどれかを渡してください。',
  unknownShortLink:
    'その短縮リンクの先に、読めるプレイリストがありません。開いて、アドレスバーの長いリンクを渡してください。',
  asItWas: (title, ago) => `今は「${title}」を読み直せなかったので、${ago}の内容を使いました。`,
} satisfies Texts['links'];

export const appleMusic = {
  privateLibrary:
    'それはあなたのApple Musicライブラリの中のものです。アプリでプレイリストを共有して、そのリンクを渡してください。',
  noSongs: `Apple Musicでは曲が見えません。非公開か、なくなったか、その国では配信されていないようです。アプリで公開するか、${attachExport}。`,
  wholeAlbum: 'Apple Musicのページにリンクの曲が見当たらないので、アルバム全体を読みました。',
  firstPart: (count) =>
    `Apple Musicのページに見えるのは${songs(count)}なので、続きがあるかもしれません。全部使うには、${attachExport}。`,
} satisfies Texts['appleMusic'];

export const deezer = {
  notFound: `Deezerでは何も見えません。非公開か、削除されたようです。公開にするか、${attachExport}。`,
  unreadableRow: 'Deezerから読み取れる情報が来なかった',
} satisfies Texts['deezer'];

const runner = 'このボットの運営者に伝えて、';

export const subsonic = {
  name: '音楽サーバー',
  inSentence: '音楽サーバー',
  answers: '応答あり',
  refuses: 'がSUBSONIC_USERかSUBSONIC_PASSWORDを拒否しています',
  starred: 'スターを付けた曲',
  off: 'このボットには音楽サーバーがありません。リンクを渡すか、プレイリストのファイルを添付してください。',
  refused: `音楽サーバーがこのボットの名前かパスワードを拒否しています。${runner}それまではプレイリストのファイルを添付してください。`,
  notFound: 'そのプレイリストはもう音楽サーバーにありません。別のものを選んでください。',
  unreadableRow: '音楽サーバーから読み取れる情報が来なかった',
} satisfies Texts['subsonic'];

export const youtube = {
  mix: 'それはYouTubeがあなただけに作るミックスです。曲を公開か限定公開のプレイリストに保存して、そのリンクを渡してください。',
  ownList:
    '高く評価した動画と「後で見る」は、YouTubeではあなたにしか見えません。曲を公開か限定公開のプレイリストに追加して、そのリンクを渡してください。',
  notFound: `YouTubeでは何も見えません。非公開か、削除されたようです。公開か限定公開にするか、${attachExport}。`,
  busy: (when) =>
    `このボットがYouTubeを使える1日の上限に達しました。${when}もう一度試すか、${attachExport}。`,
  keyRefused: `YouTubeがこのボットのキーを拒否しています。${runner}それまでは${attachExport}。`,
  unreadable: `キーがないとYouTubeからは読めません。このボットの運営者に設定を頼むか、${attachExport}。`,
  gone: 'もうYouTubeにない',
} satisfies Texts['youtube'];
