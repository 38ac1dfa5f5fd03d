/** Japanese. */
import type { CommandWords } from './words.ts';

export const ja: CommandWords = {
  options: {
    scenescore: ['scenescore', '写真の雰囲気に一番近い曲を、あなたのプレイリストから見つけます'],
    'scenescore.image': ['画像', '写真'],
    'scenescore.playlist': [
      'プレイリスト',
      'プレイリストのリンク。「liked」でお気に入りの曲。省略すると既定のプレイリスト',
    ],
    'scenescore.file': ['ファイル', 'プレイリストのファイル：CSV、M3U、XSPF、JSON、テキスト'],
    'scenescore.feeling': ['気分', '探している雰囲気を自由な言葉で'],
    'scenescore.count': ['件数', '表示する曲数、1〜10（通常は5）'],
    playlist: ['プレイリスト', '指定がないときに使うプレイリストを選びます'],
    'playlist.set': ['設定', '既定のプレイリストを設定します'],
    'playlist.set.link': ['リンク', 'プレイリストのリンク。「liked」でお気に入りの曲'],
    'playlist.set.scope': ['範囲', '自分だけ、またはサーバー全員（「サーバー管理」の権限が必要）'],
    'playlist.show': ['表示', '自分とサーバーの既定のプレイリストを表示します'],
    'playlist.clear': ['解除', '既定のプレイリストを解除します'],
    'playlist.clear.scope': ['範囲', '自分だけ、またはサーバー全員（「サーバー管理」の権限が必要）'],
    spotify: ['spotify', 'Spotifyアカウントを連携して、自分のプレイリストやお気に入りを使います'],
    'spotify.link': ['連携', 'Spotifyアカウントを連携します'],
    'spotify.status': ['状態', 'Spotifyアカウントの連携状態を確認します'],
    'spotify.unlink': ['解除', 'Spotifyアカウントの連携を解除します'],
    taste: ['好み', 'あなたの評価からわかる好み'],
    'taste.show': ['表示', '保存されている評価の数を表示します'],
    'taste.reset': ['リセット', 'あなたの評価をすべて削除します'],
    privacy: ['プライバシー', 'あなたについて保存されている情報'],
    'privacy.show': ['表示', '保存されている情報と、それを見る相手を確認します'],
    'privacy.export': ['書き出し', '保存されている情報をすべてファイルで受け取ります'],
    'privacy.delete': ['削除', '保存されている情報をすべて削除します'],
    help: ['ヘルプ', 'できることと、ここで有効な機能'],
  },
  scoreThisPhoto: 'この写真を採点',
  justForMe: '自分だけ',
  everybodyHere: 'サーバー全員',
};
