/** For fields that a song can do without: services leave them out, empty them, or change their form. */
import { z } from 'zod';

/** The value, or null for anything else. */
export const orNull = <T extends z.ZodType>(schema: T) => schema.nullable().catch(null);

export const textOrNull = orNull(z.string());
export const numberOrNull = orNull(z.number());
