import { en } from '../en/index.ts';
import type { Texts } from '../words.ts';

export const fr: Texts = en;
