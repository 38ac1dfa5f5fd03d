import { counted } from './common.ts';

export const taste = {
  title: 'Your taste',
  howTo: 'Use 👍 and 👎 under an answer, or react to it with 1️⃣ to 🔟.',
  kept: (ratings: number, answers: number) =>
    `I keep ${counted(ratings, 'rating')} of yours, from ${counted(answers, 'answer')}.`,
  counts: (fits: number, fitsNot: number) => `👍 ${fits} · 👎 ${fitsNot}`,
  weighed: 'Your ratings influenced the order.',
  weighedByServer: 'What people in this server rated well influenced the order.',
  counted: 'Your next answers take this into account. /taste reset forgets all of it.',
  reset: (ratings: number) =>
    ratings === 0
      ? 'There was nothing to delete: you have not rated a song.'
      : `Deleted: ${ratings === 1 ? 'your one rating' : `your ${ratings} ratings`}.`,
} as const;
