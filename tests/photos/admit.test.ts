import { describe, expect, it } from 'vitest';
import { sniffImageFormat } from '../../src/photos/open-photo.ts';

describe('sniffing', () => {
  it('distinguishes AVIF and HEIC when both have the brand mif1', () => {
    const box = (brands: string): Buffer => {
      const bytes = Buffer.alloc(32);
      bytes.writeUInt32BE(8 + brands.length, 0);
      bytes.write(`ftyp${brands}`, 4, 'latin1');
      return bytes;
    };
    expect(sniffImageFormat(box('mif1\0\0\0\0mif1avif'))).toBe('avif');
    expect(sniffImageFormat(box('mif1\0\0\0\0mif1heic'))).toBe('heic');
    expect(sniffImageFormat(box('isom\0\0\0\0isommp42'))).toBeNull();
  });
});
