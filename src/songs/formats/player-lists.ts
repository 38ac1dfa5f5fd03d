/** Lists that players keep as lines of their own: PLS, PotPlayer, Media Player Classic, AIMP, and cue sheets. */
import type { Row } from '../song.ts';
import { findColumns } from './columns.ts';
import { type Format, filledLines } from './format.ts';
import { readRecords, readRow } from './table.ts';

const longestLine = 4_000;
const mostLines = 1_000_000;

/** A field of an entry: `number`, `name` and `value`. */
const entryForms = [
  { start: /^\s*\[playlist\]/i, line: /^(?<name>File|Title|Length)(?<number>\d{1,7})=(?<value>.*)$/i },
  { start: /^DAUMPLAYLIST/, line: /^(?<number>\d{1,7})\*(?<name>file|title|duration2?)\*(?<value>.*)$/i },
  { start: /^MPCPLAYLIST/, line: /^(?<number>\d{1,7}),(?<name>filename|label),(?<value>.*)$/i },
] as const;

const fields = new Map(
  Object.entries({
    file: 'path',
    filename: 'path',
    title: 'title',
    label: 'title',
    length: 'duration',
    duration2: 'duration ms',
  }),
);

/** Entries in the order of their numbers' first appearance; "-1" is a stream's length. */
function entriesOf(text: string, form: RegExp): Map<string, string>[] {
  const entries = new Map<string, Map<string, string>>();
  let lines = 0;
  for (const raw of filledLines(text, longestLine)) {
    if (++lines > mostLines) break;
    const { name = '', number = '', value = '' } = form.exec(raw.trim())?.groups ?? {};
    const field = fields.get(name.toLowerCase());
    if (field === undefined || value === '-1') continue;
    const entry = entries.get(number) ?? new Map<string, string>();
    entries.set(number, entry.set(field, value));
  }
  return [...entries.values()];
}

const entryForm = (text: string) => entryForms.find(({ start }) => start.test(text.slice(0, 200)))?.line;

export const numberedEntries: Format = {
  sniff: ({ text }) => (entryForm(text) ? 1 : 0),
  parse({ text }) {
    const form = entryForm(text);
    return { titles: [], rows: form ? readRecords(entriesOf(text, form)) : [] };
  },
};

/** AIMP's fields, by their places. */
const aimpFields = [
  ...['Path', 'Title', 'Artist', 'Album', 'Album Artist', 'Genre', 'Year', '', '', '', '', '', '', ''],
  'Duration (ms)',
];

function* aimpRows(text: string): Generator<Row> {
  const columns = findColumns(aimpFields);
  let isContent = false;
  let number = 0;
  for (const line of filledLines(text, longestLine)) {
    if (line.startsWith('#-----')) isContent = line.startsWith('#-----CONTENT');
    // "-" and "+" begin the name of a group.
    else if (isContent && !/^[-+]/.test(line)) yield readRow(line.split('|'), columns, ++number);
  }
}

export const aimp: Format = {
  sniff: ({ text }) => (/^#-----(?:SUMMARY|CONTENT)-----#/m.test(text.slice(0, 20_000)) ? 1 : 0),
  parse: ({ text }) => ({
    titles: [/^Name=(.{0,300})$/m.exec(text.slice(0, 20_000))?.[1] ?? ''],
    rows: aimpRows(text),
  }),
};

const cueValue = (line: string): string => /"(.*)"/.exec(line)?.[1] ?? line.trim().replace(/^\S+\s+/, '');

/** A disc or a mix: its own names first, then each track's; a track without a performer has the disc's. */
function cueTracks(text: string): { title: string; tracks: Map<string, string>[] } {
  const disc = new Map<string, string>();
  const tracks: Map<string, string>[] = [];
  for (const raw of filledLines(text, longestLine)) {
    const line = raw.trim();
    if (/^TRACK\s+\d+\s+AUDIO/i.test(line)) tracks.push(new Map());
    const [, name = ''] = /^(TITLE|PERFORMER|ISRC)\s/i.exec(line) ?? [];
    if (name !== '') (tracks.at(-1) ?? disc).set(name.toLowerCase(), cueValue(line));
  }
  const title = disc.get('title') ?? '';
  for (const track of tracks)
    if (!track.has('performer')) track.set('performer', disc.get('performer') ?? '');
  return { title, tracks };
}

export const cue: Format = {
  sniff: ({ text }) =>
    /^\s*(?:TRACK\s+\d+\s+AUDIO|FILE\s.*\s(?:MP3|WAVE|AIFF|FLAC|BINARY))\s*$/im.test(text.slice(0, 4000))
      ? 0.95
      : 0,
  parse({ text }) {
    const { title, tracks } = cueTracks(text);
    return { titles: [title], rows: readRecords(tracks) };
  },
};
