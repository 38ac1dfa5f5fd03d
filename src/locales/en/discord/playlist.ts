import { counted, relativeTime, waysToGiveSongs } from './common.ts';

export const playlist = {
  needsManageServer:
    'Only people with the permission **Manage Server** can change the playlist of this server. You can set your own with `/playlist set` and `scope: just for me`.',
  onlyInServer:
    'A server playlist can only be set in a server where I was added. You can set your own here with `scope: just for me`.',
  likedIsYours:
    'Liked songs are each person’s own, so they cannot be a server’s playlist. Choose a playlist link for the server, or set them with `scope: just for me`.',
  setMine: (title: string, count: number) =>
    `Your default playlist is now **${title}** (${counted(count, 'song')}). Just run \`/scenescore\` with a photo.`,
  setServer: (title: string, count: number) =>
    `The default playlist of this server is now **${title}** (${counted(count, 'song')}).`,
  mine: (playlist: string) => `**Yours:** ${playlist}`,
  server: (playlist: string) => `**This server's:** ${playlist}`,
  read: (count: number, at: number) => `${counted(count, 'song')}, read ${relativeTime(at)}`,
  none: 'none yet',
  order: "I take the playlist you give, then yours, then the server's.",
  howTo: `To give me songs, ${waysToGiveSongs}.`,
  clearedMine: 'Your default playlist is cleared.',
  clearedServer: 'The default playlist of this server is cleared.',
  choiceMine: (title: string) => `Yours: ${title}`,
  choiceServer: (title: string) => `This server's: ${title}`,
  choiceRecent: (title: string) => `Used before: ${title}`,
  choiceSpotify: (title: string) => `From Spotify: ${title}`,
  choiceLiked: 'Your liked songs on Spotify',
} as const;
