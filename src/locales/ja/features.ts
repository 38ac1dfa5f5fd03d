/** What can be switched on, for /help and /privacy. */
import type { Texts } from '../words.ts';
import { listed } from './common.ts';

export const features = {
  photos: {
    name: '写真を見る',
    on: 'このボット自身のコンピューターだけで',
    off: '光と色だけで',
    sent: { on: 'Google Geminiで（写真の小さなコピーを送ります）' },
  },
  gemini: {
    name: 'Gemini',
    on: '曲を読み取り、回答を言葉にします',
    off: '代わりに内蔵の感情の辞書で曲を読み取ります',
    sees: 'Google Gemini（写真の説明とそれについてのあなたの言葉、曲名と歌詞。写真そのものは渡しません）',
    photos: {
      sees: 'Google Gemini（メタデータを除いた写真の小さなコピーと、それについてのあなたの言葉、曲名と歌詞）',
    },
  },
  lyrics: {
    name: '歌詞',
    off: '探しません',
    lrclib: { on: 'LRCLIBから', sees: 'LRCLIB（アーティストと曲名）' },
    genius: { on: 'LRCLIBとGeniusから', sees: 'LRCLIBとGenius（アーティストと曲名）' },
  },
  facts: {
    name: 'ジャンルとテンポ',
    off: 'プレイリストに書いてある分だけ',
    on: (names) => `${listed(names)}から`,
    sees: (names) => `${listed(names)}（曲のアーティストと曲名）`,
  },
  listening: {
    name: '曲を聴く',
    off: '聴きません',
    files: { on: '音声ファイルと音楽サーバーの曲を、このボット自身のコンピューターで' },
    previews: {
      on: '音声ファイル、音楽サーバーの曲、30秒ほどの試聴を、このボット自身のコンピューターで',
      sees: 'DeezerとApple（試聴を探すための、曲のアーティストと曲名）',
    },
  },
  previews: {
    name: '試聴',
    on: 'DeezerかApple Musicから、各曲30秒ほど',
    off: 'リンクだけ',
    sees: 'DeezerとApple（誰かが *試聴する* を押したときの、曲のアーティストと曲名）',
  },
  spotify: {
    name: '自分のSpotifyプレイリスト',
    on: '`/spotify 連携` で',
    sees: 'Spotify（アカウントを連携したこと）',
  },
  youtube: {
    name: 'YouTube',
    off: 'リンク先は動画ではなく検索です',
    videos: {
      on: 'いちばん合う曲の動画と、YouTubeのプレイリスト',
      sees: 'YouTube（いちばん合う曲のアーティストと曲名）',
    },
    playlists: { on: 'YouTubeのプレイリスト', sees: 'YouTube（どのプレイリストを読むか）' },
  },
} satisfies Texts['features'];
