/** What is fuzzed: everything that makes something of bytes or text from outside. */
import fc, { type Arbitrary } from 'fast-check';
import { ServiceError, UserError } from '../../src/errors.ts';
import { anyText, changedJson, changedText } from './mutations.ts';

export type Input = string | Uint8Array;

export type Parser = {
  name: string;
  /** Parses, and throws an `Error` of its own when the result is not what the parser promises. */
  read(input: Input): unknown;
  /** What it is fed. */
  inputs: Arbitrary<Input>;
  /** Where the large files go into: beginnings that the parser takes for its own. Default: none. */
  openings: readonly string[];
  /** Of a valid document: repeated to ten megabytes. */
  rows: readonly { before: string; row: string; after: string }[];
  /** More than this never reaches it: the door before it refuses (an answer's limit, a field's). */
  maxBytes: number;
  /** Cases are this many times as dear as others', and so fewer. */
  dear: number;
};

const tenMegabytes = 10 * 1024 * 1024;

export type ParserOptions = {
  /** Valid documents. */
  texts?: readonly string[];
  /** Valid documents, as values; `wrap` puts their JSON where the parser looks for it. */
  values?: readonly unknown[];
  wrap?: (json: string) => string;
} & Partial<Pick<Parser, 'openings' | 'rows' | 'maxBytes' | 'dear'>>;

function inputsOf({ texts = [], values = [], wrap = (json) => json }: ParserOptions): Arbitrary<string>[] {
  return [
    anyText,
    ...(texts.length > 0 ? [changedText(texts)] : []),
    ...(values.length > 0
      ? [changedJson(values).map(wrap), changedText(values.map((value) => wrap(JSON.stringify(value))))]
      : []),
  ];
}

const common = ({ openings = [''], rows = [], maxBytes = tenMegabytes, dear = 1 }: ParserOptions) => ({
  openings,
  rows,
  maxBytes,
  dear,
});

/** A parser of text. */
export function ofText(name: string, options: ParserOptions, read: (text: string) => unknown): Parser {
  return {
    name,
    read: (input) => read(typeof input === 'string' ? input : new TextDecoder().decode(input)),
    inputs: fc.oneof(...inputsOf(options)),
    ...common(options),
  };
}

/** A parser of bytes: text is given in UTF-8, and now and then in UTF-16. */
export function ofBytes(
  name: string,
  options: ParserOptions & { files?: readonly Uint8Array[] },
  read: (bytes: Uint8Array) => unknown,
): Parser {
  const { files = [] } = options;
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  const changed = fc
    .tuple(
      fc.constantFrom(...(files.length > 0 ? files : [new Uint8Array(1)])),
      fc.nat(),
      fc.uint8Array({ maxLength: 12 }),
    )
    .map(([file, at, bytes]) => {
      const copy = Uint8Array.from(file);
      const from = at % copy.length;
      copy.set(bytes.subarray(0, copy.length - from), from);
      return at % 3 === 0 ? copy.subarray(0, from) : copy;
    });
  const texts = fc.oneof(...inputsOf(options));
  return {
    name,
    read: (input) => read(typeof input === 'string' ? encode(input) : input),
    inputs: fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      texts.map(encode),
      texts.map((text) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))),
      ...(files.length > 0 ? [{ arbitrary: changed, weight: 3 }] : []),
    ),
    ...common(options),
  };
}

/** What is wrong with how the parser took the input: '' when it gave a good result or a sentence. */
export async function trouble(parser: Parser, input: Input): Promise<string> {
  try {
    await parser.read(input);
    return '';
  } catch (error) {
    if (error instanceof UserError || error instanceof ServiceError) return '';
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

/** Runs so many cases. Gives the first that went wrong, made as small as it can be, or null. */
export async function fuzz(parser: Parser, cases: number, seed: number): Promise<string | null> {
  const property = fc.asyncProperty(parser.inputs, async (input) => {
    const wrong = await trouble(parser, input);
    if (wrong !== '') throw new Error(wrong);
  });
  const result = await fc.check(property, { numRuns: cases, seed });
  if (!result.failed) return null;
  const [input] = result.counterexample ?? [];
  const shown =
    typeof input === 'string'
      ? JSON.stringify(input)
      : `bytes ${Buffer.from(input ?? []).toString('base64')}`;
  return `${shown.slice(0, 2_000)}\n${String(result.errorInstance).slice(0, 3_000)}`;
}

/** For results: throws unless it holds. */
export function must(holds: boolean, promise: string): void {
  if (!holds) throw new Error(`broken promise: ${promise}`);
}
