/** The package's own types speak of an ES default export; what Node loads is the function itself. */
declare module 'bidi-js' {
  type EmbeddingLevels = {
    /** One for each UTF-16 unit; odd: right to left. */
    levels: Uint8Array;
    paragraphs: { start: number; end: number; level: number }[];
  };
  function bidiFactory(): {
    getEmbeddingLevels(text: string, baseDirection?: 'ltr' | 'rtl' | 'auto'): EmbeddingLevels;
  };
  export = bidiFactory;
}
