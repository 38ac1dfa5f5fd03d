import { relativeTime } from './common.ts';

export const spotify = {
  off: 'Linking Spotify is not switched on here. Playlist links and files work without it.',
  link: 'Press **Open Spotify** and agree: I may then read your playlists and liked songs, and nothing else.',
  linkByPasting:
    'Press **Open Spotify** and agree: I may then read your playlists and liked songs, and nothing else.\nYour browser ends on a page that does not load. Copy its whole address, come back here, press **Paste the address** and put it in.',
  open: 'Open Spotify',
  pasteButton: 'Paste the address',
  modalTitle: 'Link Spotify',
  modalLabel: 'The address your browser landed on',
  linked: (name: string) =>
    `Linked with Spotify as **${name}**. Try \`playlist: liked\`, or start typing there to see your playlists.`,
  status: (name: string, goodUntil: number) =>
    `Linked with Spotify as **${name}**. It expires ${relativeTime(goodUntil)}; then link it again.`,
  notLinked: 'No Spotify account is linked. `/spotify link` does it in a minute.',
  unlinked: 'Your Spotify account is unlinked, and everything I kept for it is deleted.',
} as const;
