/** Sentences about Spotify's lists and accounts. */

const anotherWay =
  'copy its songs into a playlist of your own and link your account with `/spotify link`, or attach an exported file (exportify.app makes one)';
const linkAgain = 'please link your account again with `/spotify link`';

export const spotifyLists = {
  uriWithoutSongs:
    'That Spotify address leads to no playlist, album or song: copy the link of the playlist itself.',
  notLinked:
    'Only you can see your Liked Songs: link your Spotify account first with `/spotify link`, then ask again.',
  likedSongs: 'Liked Songs',

  busy: (when: string) =>
    `Spotify’s limit for this bot is used up: try again ${when}, or attach an exported file.`,
  keysRefused:
    'Spotify refuses this bot’s keys: please tell the person who runs it, and attach an exported file meanwhile.',
  premium:
    'Spotify answers this bot only while the person who runs it has Premium: please tell them, and attach an exported file meanwhile.',
  notRegistered:
    'Spotify lets only listed people use this bot’s app: ask the person who runs it to add you on the app’s page at Spotify.',
  notYours: `Spotify keeps that playlist from me: ${anotherWay}.`,
  notFound:
    'Spotify shows me nothing there: it may be private or deleted. If it is yours, make it public or link your account with `/spotify link`; otherwise attach an exported file (exportify.app makes one).',
  unreadable: `Spotify would not let me read that: ${anotherWay}.`,
  publicPageInstead: (reason: string) => `I read Spotify’s public page instead. ${reason}`,
  firstPart:
    'Spotify’s public page shows the first 100 songs only, so there may be more: for all of them, link your Spotify account if the playlist is yours, or attach an exported file.',

  /** Why a row of a list was skipped. */
  rows: {
    untitled: '(no title)',
    removed: '(removed song)',
    unreadable: 'Spotify sent nothing I can read',
    unnamed: 'Spotify’s page does not name it',
    gone: 'no longer on Spotify',
    podcast: 'a podcast episode',
    local: 'a file on your own computer',
  },

  relink: {
    refused: `Spotify no longer accepts your link: ${linkAgain}.`,
    unlinked: `Your Spotify account is no longer linked: ${linkAgain}.`,
    keyChanged: `This bot’s key was changed, so it can no longer read your Spotify link: ${linkAgain}.`,
    unreadable: `I can no longer read what I kept of your Spotify link: ${linkAgain}.`,
    scope: `Your Spotify link no longer lets me do that: ${linkAgain}.`,
    ranOut: `Your Spotify link has run out or was taken back: ${linkAgain}.`,
  },
  signIn: {
    staleLink:
      'That link has been used already or is older than ten minutes: ask for a new one with `/spotify link`.',
    staleAnswer: 'Spotify does not accept that answer any more: ask for a new link with `/spotify link`.',
    pasteIt:
      'One step is left: copy the whole address of this page and give it to SceneScore in Discord, where you asked for the link.',
    notYourLink: 'That address belongs to somebody else’s link: ask for your own with `/spotify link`.',
    wrongBrowser:
      'That link was opened in another browser, so nothing was linked: ask for your own with `/spotify link`, and never open a link that somebody sent you.',
    denied:
      'You did not let Spotify share your playlists, so nothing was linked. If you change your mind, use `/spotify link` again.',
    wrongAddress: (redirectUri: string) =>
      `That is not the address I need: after you agreed, your browser shows one that begins with ${redirectUri} – copy all of it.`,
  },
  newPlaylist: {
    description: 'Made by SceneScore',
    noneFound:
      'Spotify has none of these songs, so there is nothing to put into a playlist. The files hold them all.',
    refused:
      'Spotify would not let me create the playlist. Link your account again with `/spotify unlink` and this button, or use the files.',
  },
} as const;
