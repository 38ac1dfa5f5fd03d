/** What a reading stands on, and how sure it is of the feeling. */
import { z } from 'zod';

/** Songs are known by the first seven, photos by the others. */
export const EVIDENCE = [
  'title',
  'facts',
  'measured',
  'heard',
  'lyrics',
  'knowledge',
  'given',
  'colours',
  'moods',
  'caption',
  'photo',
  'description',
  'words',
] as const;
export type EvidenceKind = (typeof EVIDENCE)[number];

const sure = z.number().min(0).max(1);

/** Share of the prior variance that the evidence has taken away, 0 (nothing is known) to 1, in each dimension. */
const certaintySchema = z.object({ valence: sure, energy: sure });
export type Certainty = z.infer<typeof certaintySchema>;

/** The parts of a reading that say how far it can be trusted. In answers kept by older versions they are missing. */
export const trustFields = {
  certainty: certaintySchema.default({ valence: 0.5, energy: 0.5 }),
  evidence: z.array(z.enum(EVIDENCE)).default([]),
};

/** A valence or an energy known less than this is a guess: a title, or light and colour, alone. */
const LEAST_KNOWN = 0.15;
export const isGuess = ({ certainty }: { certainty: Certainty }): boolean => certainty.valence < LEAST_KNOWN;
export const isEnergyGuess = ({ certainty }: { certainty: Certainty }): boolean =>
  certainty.energy < LEAST_KNOWN;

/** The lower of the two: a feeling is as well known as the part of it that is known least. */
export const leastCertain = ({ certainty: { valence, energy } }: { certainty: Certainty }): number =>
  Math.min(valence, energy);
