import { relativeTime } from './common.ts';

export const history = {
  title: 'Your last answers',
  on: 'From now on I keep a list of your answers, each for 30 days. `/history show` shows it to you alone, `/history off` stops it.',
  off: 'I no longer keep a list of your answers.',
  isOff: 'I keep no list of your answers. `/history on` starts one that only you can see.',
  empty: 'Your list is empty so far: it starts with your next photo.',
  line: (at: number, song: string) => `${relativeTime(at)} · ${song}`,
  seen: (caption: string) => `-# ${caption}`,
  open: 'open',
  note: 'Answers stay here for 30 days. `/history off` stops the list.',
} as const;
