/** What people read about playlist files and pasted lists, and about the playlists made of them. */

const count = (number: number): string => number.toLocaleString('en-US');

export const files = {
  /** Why a whole file can't be used, and what to do. */
  failure: {
    tooLarge: (maxMegabytes: number) =>
      `That playlist file is larger than ${maxMegabytes} MB. Split it, or export fewer songs.`,
    blank: 'That playlist file is empty. Export it again and retry.',
    noRows: 'That playlist is empty. Put some songs in and try again.',
    noSongs: (firstReason: string) =>
      `I found no song in that playlist (the first row: ${firstReason}). Check what is in it and try again.`,
    damaged: (kind: string) =>
      `That ${kind} file is damaged, so I could not read it. Export it again and retry.`,
    unknownFormat:
      'I don’t know that kind of file. Send a CSV, M3U, XSPF, JSPF, iTunes or plain text playlist.',
    foreign: (kind: string) =>
      `That is ${kind}, not a list of songs. Export the playlist as CSV, M3U, XSPF or plain text and send me that.`,
    notText: 'That file is not a playlist I can read. Try a CSV, M3U, XSPF, JSPF, iTunes or plain text file.',
    unknownColumns:
      'I could not tell which columns of that table are the title and the artist. Name them in its first line, for example "Title,Artist".',
    videoStream:
      'That M3U8 is the part list of a video stream, not a list of songs. Attach a playlist of songs instead.',
    zip: 'That file looks like a zip or a spreadsheet, not a playlist. Unpack it, or save it as CSV.',
    pdf: 'That file looks like a PDF, not a playlist. Paste its songs as text.',
    picture: 'That file looks like a picture, not a playlist. Attach the playlist as a file or a link.',
    compressed: 'That file looks like a compressed file, not a playlist. Unpack it first.',
    music: 'That file looks like a piece of music, not a playlist. Attach the list, not the song.',
    noSound: 'I could not hear anything in that music. Attach it as MP3, FLAC, Ogg Vorbis, Opus or WAV.',
    listeningOff:
      'I don’t listen to music files here. Attach a playlist file instead, or give me a link to the playlist.',
    emptyPlaylist: (title: string) => `“${title}” is empty: add some songs to it, or give me another one.`,
    nothingToRank: (title: string, total: number, reason: string) =>
      `I found no songs I can rank in “${title}”: ${reason}${
        total > 1 ? `, and so on for all ${total}` : ''
      }. Give me a playlist with songs in it.`,
  },
  /** What files of a foreign kind are called. */
  foreign: {
    richText: 'a rich text document',
    kodi: 'a smart playlist of Kodi, which holds rules',
    page: 'a web page or a document',
    xml: 'an XML file of a kind I don’t know',
    calendar: 'a calendar or an address card',
    foobar: 'a playlist in foobar2000’s own form (FPL)',
    database: 'a database',
    serato: 'a crate or a history of Serato in its own form',
    binaryList: 'a property list in its binary form',
    office: 'an old office document',
    archive: 'a packed archive',
  },
  /** Why a row was left out. */
  reason: {
    podcast: 'a podcast or audiobook, not a song',
    localFile: 'a file on somebody’s own device',
    noTitle: 'no title in this row',
    noArtist: 'no artist: write “Artist - Title”',
    bareLink: 'a link without a name',
    markup: 'part of a program or a document, not a song',
    longLine: 'a line too long to be a song',
    notSound: 'not a sound file that I can read',
    missing: 'named in the playlist, but missing from the file',
    unknown: 'they could not be read',
  },
  notice: {
    cut: (total: number, isMore: boolean, read: number) =>
      `That playlist has ${isMore ? 'more than ' : ''}${count(total)} rows; I read the first ${count(read)} songs.`,
    manySkipped: (skipped: number, listed: number) =>
      `${count(skipped)} rows could not be read; the first ${count(listed)} are listed.`,
    severalPlaylists: (playlists: number) => `That file holds ${playlists} playlists; I read them as one.`,
    duplicates: (songs: number) =>
      songs === 1
        ? '1 duplicate in the playlist was skipped: the song counts once.'
        : `${count(songs)} duplicates in the playlist were skipped: each song counts once.`,
    overlap: (songs: number) =>
      songs === 1
        ? '1 song is in more than one of the playlists; it counts once.'
        : `${songs} songs are in more than one of the playlists; each counts once.`,
    needsFfmpeg: (files: number) =>
      files === 1
        ? 'One file with AAC could not be heard: that needs ffmpeg on this machine.'
        : `${files} files with AAC could not be heard: that needs ffmpeg on this machine.`,
    firstPart: (title: string, total: number, read: number) =>
      `“${title}” holds ${total} songs, of which I read the first ${read}.`,
  },
} as const;

/** What to call things that have no name of their own; kept with songs and playlists, in English. */
export const fileNames = {
  row: (number: number) => `Row ${number}`,
  track: (number: number | string) => `Track ${number}`,
  episode: (number: number) => `Episode ${number}`,
  entry: 'Unnamed entry',
  localFile: 'Local file',
  playlist: 'Your playlist',
  untitled: 'Untitled playlist',
  pasted: 'Pasted songs',
  liked: 'Liked songs',
  many: (first: string, second: string, others: number) => `${first} + ${second} and ${others} more`,
} as const;
