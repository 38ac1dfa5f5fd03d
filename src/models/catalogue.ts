/**
 * The models that are known by name: where they lie, at which commit, what their files are and weigh. Hashes are
 * those of the files at that commit; a file without one is checked against what the hub says of it.
 */
import type { CaptionerId, EmbeddingRecipe } from './protocol.ts';

export type ModelFile = {
  /** Inside the repository, and inside the model's folder. */
  path: string;
  bytes?: number;
  sha256?: string;
  /** Taken when the repository has no `path`. */
  orElse?: string;
  /** A graph whose weights may lie beside it, in a file of its name and `_data`. */
  mayHaveData?: boolean;
};

export type Model = {
  /** What people call it: `blip`, or an embedder's id on the hub. */
  id: string;
  role: 'captioner' | 'embedder' | 'mood';
  /** `owner/name` on the hub, and the folder below MODELS_DIR. */
  repo: string;
  /** A commit; `main` only for a model that is not listed here, whose commit is then written down at first use. */
  revision: string;
  licence: string;
  /** All files together, roughly, for people. */
  megabytes: number | null;
  files: readonly ModelFile[];
};

const captioners: Record<CaptionerId, Model> = {
  blip: {
    id: 'blip',
    role: 'captioner',
    repo: 'ningpp/blip-image-captioning-base-ONNX',
    revision: '3bc5068f59dad3619e29e5283a41632b101ab8ae',
    licence: 'BSD-3-Clause',
    megabytes: 991,
    files: [
      { path: 'config.json' },
      { path: 'tokenizer.json' },
      { path: 'blip_vision_encoder.onnx' },
      { path: 'blip_text_decoder.onnx' },
    ],
  },
  florence: {
    id: 'florence',
    role: 'captioner',
    repo: 'onnx-community/Florence-2-base-ft',
    revision: 'e88a44eaf3791a35eae0c5a47b3dbcd36e67eb6f',
    licence: 'MIT',
    megabytes: 277,
    files: [
      {
        path: 'config.json',
        bytes: 5_432,
        sha256: 'd90c22ed72eb55291f183fcd9b98ebd3bd3d92bfcffb6c7f6e1606085e793525',
      },
      {
        path: 'generation_config.json',
        bytes: 292,
        sha256: '7b8eb17bbd6cf8a07f619ad83ae03881eff05b6b9237bab89005b40e77783c29',
      },
      {
        path: 'preprocessor_config.json',
        bytes: 2_673,
        sha256: 'c892857e34a7082284983a7717717d39c9bf7e574f1f41d80d4c918c97502efa',
      },
      {
        path: 'tokenizer.json',
        bytes: 2_297_961,
        sha256: 'd69dcdb2323e124ac4f800cb9863ddccea0d7bb11e16125e8df3bd60f2f8aeac',
      },
      {
        path: 'tokenizer_config.json',
        bytes: 197_658,
        sha256: 'd8e64607233cb53b619fb46664f6cad08176c26e0e8735b2d30d888364f19600',
      },
      {
        path: 'onnx/vision_encoder_quantized.onnx',
        bytes: 93_746_540,
        sha256: '3b79d54f23f666f731549db23cb070c35a979ce19cbd9720e90e67a78dc9768c',
      },
      {
        path: 'onnx/embed_tokens_quantized.onnx',
        bytes: 39_390_433,
        sha256: '6b2258db1c8ee9b160576ccde3cd3814d83a2edaed0dd1c6ca9ff3c38fa62214',
      },
      {
        path: 'onnx/encoder_model_quantized.onnx',
        bytes: 43_651_493,
        sha256: 'f4ad7a68f1fb875d3bcf735ea14a7021b7ba7e83baf7cf10289881b4ed6d9b85',
      },
      {
        path: 'onnx/decoder_model_merged_quantized.onnx',
        bytes: 98_177_697,
        sha256: 'f22f52f980c33df0efa15932c2f3db6d9d3595ce6387eca938b8cfe23dc4c641',
      },
    ],
  },
  'vit-gpt2': {
    id: 'vit-gpt2',
    role: 'captioner',
    repo: 'Xenova/vit-gpt2-image-captioning',
    revision: '215b4edcb7ec1fad5905a18a03f7b2007f6fabd0',
    licence: 'Apache-2.0',
    megabytes: 248,
    files: [
      { path: 'config.json' },
      { path: 'generation_config.json' },
      { path: 'preprocessor_config.json' },
      {
        path: 'tokenizer.json',
        sha256: '6e785cd4f004c9291dadeba7d8d1c2871318d368a1cfcd416c0571dcd8f11413',
      },
      { path: 'tokenizer_config.json' },
      {
        path: 'onnx/encoder_model_quantized.onnx',
        bytes: 87_453_213,
        sha256: '6f6e2e27c11303cf533682184543333e7ecb930a734197a0272a1e408aba2766',
      },
      {
        path: 'onnx/decoder_model_merged_quantized.onnx',
        bytes: 158_599_996,
        sha256: '1f3ec53b5fc3614c0b54ee786755a7ec3007841f57543f8e241499edfadfa98f',
      },
    ],
  },
};

const clip: Model = {
  id: 'clip',
  role: 'mood',
  repo: 'Xenova/clip-vit-base-patch32',
  revision: 'd15189d7028b43f1d3e65039190477f6af591c2a',
  licence: 'MIT',
  megabytes: 156,
  files: [
    { path: 'config.json' },
    { path: 'preprocessor_config.json' },
    {
      path: 'tokenizer.json',
      bytes: 2_224_119,
      sha256: 'f7f3b7af117d467b58374797691a6438d3e6b9e9cef800dfd5dced7f697a90cd',
    },
    { path: 'tokenizer_config.json' },
    {
      path: 'onnx/text_model_quantized.onnx',
      bytes: 64_504_507,
      sha256: '73baab855d406190da9faa498cfedf65f15cf309f4cc7385b7b032e6d08e5c3a',
    },
    {
      path: 'onnx/vision_model_quantized.onnx',
      bytes: 89_117_001,
      sha256: '583fd1110a514667812fee7d684952aaf82a99b959760c8d7dca7e0ab9839299',
    },
  ],
};

const embedders: readonly Model[] = [
  {
    id: 'Xenova/all-MiniLM-L6-v2',
    role: 'embedder',
    repo: 'Xenova/all-MiniLM-L6-v2',
    revision: '751bff37182d3f1213fa05d7196b954e230abad9',
    licence: 'Apache-2.0',
    megabytes: 24,
    files: [
      {
        path: 'config.json',
        bytes: 650,
        sha256: '7135149f7cffa1a573466c6e4d8423ed73b62fd2332c575bf738a0d033f70df7',
      },
      {
        path: 'tokenizer.json',
        bytes: 711_661,
        sha256: 'da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0',
      },
      {
        path: 'tokenizer_config.json',
        sha256: '9261e7d79b44c8195c1cada2b453e55b00aeb81e907a6664974b4d7776172ab3',
      },
      {
        path: 'onnx/model_quantized.onnx',
        bytes: 22_972_370,
        sha256: 'afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1',
      },
    ],
  },
  {
    id: 'onnx-community/all-MiniLM-L6-v2-ONNX',
    role: 'embedder',
    repo: 'onnx-community/all-MiniLM-L6-v2-ONNX',
    revision: 'aff7a1dc4e8a1ea593e6ea21e95c22ef0a25966f',
    licence: 'Apache-2.0',
    megabytes: 24,
    files: embedderFiles(),
  },
  {
    id: 'Xenova/paraphrase-multilingual-MiniLM-L12-v2',
    role: 'embedder',
    repo: 'Xenova/paraphrase-multilingual-MiniLM-L12-v2',
    revision: '2c4055b12046f11709e9df2c122e59ffbdc2f900',
    licence: 'Apache-2.0',
    megabytes: 135,
    files: embedderFiles(),
  },
];

/** What a sentence model in the layout of transformers.js consists of; weights may lie beside their graph. */
function embedderFiles(): readonly ModelFile[] {
  return [
    { path: 'config.json' },
    { path: 'tokenizer.json' },
    { path: 'tokenizer_config.json' },
    { path: 'onnx/model_quantized.onnx', orElse: 'onnx/model.onnx', mayHaveData: true },
  ];
}

export const captionerModel = (id: CaptionerId): Model => captioners[id];

export const moodModel = (): Model => clip;

/** A listed embedder, or any other by its id on the hub or its folder's name in MODELS_DIR. */
export function embedderModel(id: string): Model {
  const known = embedders.find((model) => model.id === id);
  if (known !== undefined) return known;
  return {
    id,
    role: 'embedder',
    repo: id,
    revision: 'main',
    licence: 'see its page on the hub',
    megabytes: null,
    files: embedderFiles(),
  };
}

/** BGE was trained on its first token, and E5 on texts that say what they are; the rest on the mean of all tokens. */
export function embeddingRecipe(id: string): EmbeddingRecipe {
  return {
    pooling: /(^|[/-])bge-/i.test(id) ? 'cls' : 'mean',
    prefix: /(^|[/-])e5-/i.test(id) ? 'query: ' : '',
  };
}
