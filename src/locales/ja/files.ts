/** What people read about playlist files and pasted lists. */
import type { Texts } from '../words.ts';
import { rows, songs } from './common.ts';

const readable = 'CSV、M3U、XSPF、JSPF、iTunes、テキスト';

export const files = {
  failure: {
    tooLarge: (maxMegabytes) =>
      `プレイリストのファイルが${maxMegabytes} MBを超えています。分けるか、曲を減らして書き出してください。`,
    blank: 'プレイリストのファイルが空です。もう一度書き出してください。',
    noRows: 'プレイリストが空です。曲を入れてからもう一度お試しください。',
    noSongs: (firstReason) =>
      `プレイリストに曲が見つかりませんでした（最初の行：${firstReason}）。中身を確認してください。`,
    damaged: (kind) =>
      `${kind}ファイルが壊れていて読み取れませんでした。書き出し直してから、もう一度お試しください。`,
    unknownFormat: `知らない種類のファイルです。${readable}のどれかで送ってください。`,
    foreign: (kind) =>
      `これは曲のリストではなく、${kind}です。プレイリストをCSV、M3U、XSPF、テキストのどれかで書き出して送ってください。`,
    notText: `読み取れるプレイリストではありません。${readable}のどれかでお試しください。`,
    unknownColumns:
      '表のどの列が曲名とアーティストかわかりませんでした。最初の行に「Title,Artist」のように列の名前を書いてください。',
    videoStream:
      'このM3U8は曲のリストではなく、動画配信の部品のリストです。曲のプレイリストを添付してください。',
    zip: 'プレイリストではなく、ZIPか表計算のファイルのようです。展開するか、CSVで保存してください。',
    pdf: 'プレイリストではなく、PDFのようです。曲をテキストで貼り付けてください。',
    picture: 'プレイリストではなく、画像のようです。プレイリストをファイルかリンクで渡してください。',
    compressed: 'プレイリストではなく、圧縮ファイルのようです。先に展開してください。',
    music: 'プレイリストではなく、音楽のファイルのようです。曲ではなくリストを添付してください。',
    noSound: '音を聴き取れませんでした。MP3、FLAC、Ogg Vorbis、Opus、WAVのどれかで添付してください。',
    listeningOff:
      'ここでは音楽ファイルを聴きません。プレイリストのファイルを添付するか、プレイリストのリンクを渡してください。',
    emptyPlaylist: (title) => `「${title}」は空です。曲を追加するか、別のプレイリストを渡してください。`,
    nothingToRank: (title, total, reason) =>
      `「${title}」には順位をつけられる曲がありませんでした：${reason}${
        total > 1 ? `（全${total}件とも同様）` : ''
      }。曲の入ったプレイリストを渡してください。`,
  },
  foreign: {
    richText: 'リッチテキストの文書',
    kodi: 'Kodiのスマートプレイリスト（中身は条件だけ）',
    page: 'ウェブページか文書',
    xml: '知らない種類のXMLファイル',
    calendar: 'カレンダーか連絡先',
    foobar: 'foobar2000独自の形式（FPL）のプレイリスト',
    database: 'データベース',
    serato: 'Serato独自の形式のクレートか履歴',
    binaryList: 'バイナリ形式のプロパティリスト',
    office: '古い形式のOffice文書',
    archive: 'アーカイブ',
  },
  reason: {
    podcast: '曲ではなく、ポッドキャストかオーディオブック',
    localFile: '誰かの端末の中のファイル',
    noTitle: 'この行に曲名がない',
    noArtist: 'アーティストがない（「アーティスト - 曲名」と書いてください）',
    bareLink: '名前のないリンク',
    markup: '曲ではなく、プログラムか文書の一部',
    longLine: '曲にしては長すぎる行',
    notSound: '読み取れる音声ファイルではない',
    missing: 'プレイリストに名前はあるが、ファイルの中にない',
    unknown: '読み取れなかった',
  },
  notice: {
    cut: (total, isMore, read) =>
      `プレイリストが${rows(total)}${isMore ? '以上' : ''}あるので、最初の${songs(read)}を読みました。`,
    manySkipped: (skipped, listed) =>
      `${rows(skipped)}を読み取れませんでした。最初の${rows(listed)}だけ一覧にしています。`,
    severalPlaylists: (playlists) =>
      `ファイルにプレイリストが${playlists}個あったので、1つとして読みました。`,
    duplicates: (count) => `プレイリストの重複${songs(count)}を除きました。どの曲も1回だけ数えます。`,
    overlap: (count) => `${songs(count)}が複数のプレイリストに入っています。どの曲も1回だけ数えます。`,
    needsFfmpeg: (count) =>
      `AACのファイル${count}個を聴けませんでした。このコンピューターにffmpegが必要です。`,
    firstPart: (title, total, read) =>
      `「${title}」には${songs(total)}ありますが、最初の${songs(read)}を読みました。`,
  },
} satisfies Texts['files'];
