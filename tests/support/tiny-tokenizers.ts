/** Small tokenizers in the files that the real models have: WordPiece for BERT, byte-level BPE for GPT-2, CLIP and BART. */

/** Words for sentences and captions; the letters stand for everything else. */
const words = [
  'a',
  'the',
  'dog',
  'cat',
  'lake',
  'night',
  'sun',
  'on',
  'in',
  'happy',
  'sad',
  'song',
  'of',
  'rain',
  'street',
  'old',
  'man',
  'woman',
  'child',
  'running',
  'under',
  'sky',
  'with',
  'light',
  'and',
  'dark',
  'party',
  'alone',
  'sea',
  'road',
]; // prettier-ignore

const letters = [...'abcdefghijklmnopqrstuvwxyz'];

function special(content: string, id: number) {
  return { id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true };
}

/** BERT's WordPiece. `[CLS]` is 101 and `[SEP]` 102 as in bert-base-uncased; `[DEC]` comes last. */
export function wordPieceTokenizer(): {
  tokenizer: object;
  config: object;
  vocabulary: number;
  start: number;
} {
  const vocab = new Map<string, number>([['[PAD]', 0]]);
  for (let at = 1; at < 100; at++) vocab.set(`[unused${at}]`, at);
  for (const token of ['[UNK]', '[CLS]', '[SEP]', '[MASK]', ...words]) vocab.set(token, vocab.size);
  for (const letter of letters) {
    if (!vocab.has(letter)) vocab.set(letter, vocab.size);
    vocab.set(`##${letter}`, vocab.size);
  }
  const start = vocab.size;
  vocab.set('[DEC]', start);
  const id = (token: string): number => vocab.get(token) ?? 0;
  const tokenizer = {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]', '[DEC]'].map((token) =>
      special(token, id(token)),
    ),
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: true,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [
        { SpecialToken: { id: '[CLS]', type_id: 0 } },
        { Sequence: { id: 'A', type_id: 0 } },
        { SpecialToken: { id: '[SEP]', type_id: 0 } },
      ],
      pair: [],
      special_tokens: {
        '[CLS]': { id: '[CLS]', ids: [id('[CLS]')], tokens: ['[CLS]'] },
        '[SEP]': { id: '[SEP]', ids: [id('[SEP]')], tokens: ['[SEP]'] },
      },
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(vocab),
    },
  };
  const config = {
    tokenizer_class: 'BertTokenizer',
    do_lower_case: true,
    model_max_length: 256,
    cls_token: '[CLS]',
    sep_token: '[SEP]',
    pad_token: '[PAD]',
    unk_token: '[UNK]',
    mask_token: '[MASK]',
  };
  return { tokenizer, config, vocabulary: vocab.size, start };
}

/** Byte-level BPE without merges but a few: each byte is a token, and the space before a word is `Ġ`. */
export function byteLevelTokenizer(options: {
  /** First in the vocabulary, by their ids from 0. */
  specials: readonly string[];
  /** What goes before and after each text, by name. */
  around: readonly [string | null, string | null];
  className: string;
  config: Record<string, string>;
}): { tokenizer: object; config: object; vocabulary: number; id(token: string): number } {
  const vocab = new Map<string, number>(options.specials.map((token, at) => [token, at]));
  for (const byte of byteLetters()) vocab.set(byte, vocab.size);
  const merges = ['t h', 'th e', 'Ġ a', 'Ġ the', 'o n'];
  for (const merge of merges) vocab.set(merge.replace(' ', ''), vocab.size);
  const id = (token: string): number => vocab.get(token) ?? 0;
  const [before, after] = options.around;
  const mark = (token: string | null) =>
    token === null ? [] : [{ SpecialToken: { id: token, type_id: 0 } }];
  const tokenizer = {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: options.specials.map((token) => special(token, id(token))),
    normalizer: null,
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
    post_processor: {
      type: 'TemplateProcessing',
      single: [...mark(before), { Sequence: { id: 'A', type_id: 0 } }, ...mark(after)],
      pair: [],
      special_tokens: Object.fromEntries(
        [before, after].flatMap((token) =>
          token === null ? [] : [[token, { id: token, ids: [id(token)], tokens: [token] }]],
        ),
      ),
    },
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: '',
      end_of_word_suffix: '',
      fuse_unk: false,
      vocab: Object.fromEntries(vocab),
      merges,
    },
  };
  return {
    tokenizer,
    config: { tokenizer_class: options.className, model_max_length: 77, ...options.config },
    vocabulary: vocab.size,
    id,
  };
}

/** GPT-2's printable stand-ins for the 256 bytes. */
function byteLetters(): string[] {
  const plain = (byte: number): boolean =>
    (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || (byte >= 174 && byte <= 255);
  let shifted = 256;
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(plain(byte) ? byte : shifted++));
}
