/** The part of `texts` about hearing songs, taking them along, and albums. */

export const songTexts = {
  preview: {
    title: (count: number) => (count === 1 ? 'Half a minute of it' : 'Half a minute of each'),
    from: (place: string) => `from ${place}`,
    none: (link: string) => `no preview, but ${link}`,
    noneAtAll: 'no preview',
    play: (rank: number, title: string) => `${rank}. ${title}`,
    note: 'The previews are good for a few minutes. Press again for fresh ones.',
  },
  soundtrack: {
    title: (photos: number, playlist: string) =>
      photos === 1
        ? `🎞️ The soundtrack of your photo, from **${playlist}**`
        : `🎞️ The soundtrack of your ${photos} photos, from **${playlist}**`,
    photo: (number: number, percent: string) => `Photo ${number} · ${percent}`,
    together: 'Chosen together, so that each photo has a song of its own.',
    tooLarge: (maxMegabytes: number) =>
      `Those pictures are too large together. Please attach pictures of at most ${maxMegabytes} MB in all.`,
  },
  history: {
    title: 'Your last answers',
    on: 'From now on I keep a list of your answers, each for 30 days. `/history show` shows it to you alone, `/history off` ends it.',
    off: 'I keep no list of your answers any more.',
    isOff: 'I keep no list of your answers. `/history on` begins one, for your eyes only.',
    empty: 'Your list is empty so far: it begins with your next photo.',
    line: (at: number, song: string) => `<t:${Math.floor(at / 1000)}:R> · ${song}`,
    seen: (caption: string) => `-# ${caption}`,
    open: 'open',
    note: 'Answers stay here for 30 days. `/history off` ends the list.',
  },
  save: {
    files: (count: number) =>
      count === 1
        ? 'Here is the song as a playlist: **M3U** for players, **CSV** and **XSPF** for moving it to another service.'
        : `Here are the ${count} songs as a playlist, best first: **M3U** for players, **CSV** and **XSPF** for moving it to another service.`,
    onSpotify: 'Create it on Spotify',
    mayI: 'To create private playlists for you I need one more permission: press **Open Spotify** and agree, then press **Create it on Spotify** again.',
    mayIByPasting:
      'To create private playlists for you I need one more permission: press **Open Spotify** and agree.\nYour browser ends on a page that does not load. Copy its whole address, come back here, press **Paste the address** and put it in; then press **Create it on Spotify** again.',
    created: (link: string, count: number) =>
      `Done: ${link} is a private playlist of yours with ${count === 1 ? '1 song' : `${count} songs`}.`,
    missing: (titles: string) => `Spotify does not have: ${titles}.`,
    name: (caption: string) => `SceneScore: ${caption}`,
    nameless: 'SceneScore',
  },
} as const;
