/** Pixels on their way from one process to another. */
import { z } from 'zod';

export const rgbImageSchema = z
  .object({
    data: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
    width: z.int().positive(),
    height: z.int().positive(),
  })
  .refine(({ data, width, height }) => data.length === width * height * 3, 'not as many bytes as pixels');
