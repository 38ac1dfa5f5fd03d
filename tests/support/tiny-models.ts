/**
 * Tiny models with seeded random weights in the exact layout of the real ones: same files, same names of inputs and
 * outputs, real tokenizers. What they say is nonsense; that it is said through the real code is the point.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createGraph, type Graph } from './onnx-file.ts';
import { embedPatches, embedTokens, transformerLayer } from './tiny-layers.ts';
import { wordPieceTokenizer } from './tiny-tokenizers.ts';

export type ModelFiles = Record<string, Uint8Array | object>;

/** Writes a model into `folder` and returns the folder. */
export async function writeModel(folder: string, files: ModelFiles): Promise<string> {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content instanceof Uint8Array ? content : JSON.stringify(content));
  }
  return folder;
}

/** The same graph in full precision and in 8 bits. */
export function bothPrecisions(name: string, seed: number, build: (graph: Graph) => void): ModelFiles {
  return Object.fromEntries(
    [false, true].map((quantised) => {
      const graph = createGraph({ seed, quantised });
      build(graph);
      return [`onnx/${name}${quantised ? '_quantized' : ''}.onnx`, graph.bytes()];
    }),
  );
}

/** A sentence model of MiniLM's shape: BERT, one layer. */
export function tinyBert(options: { width?: number; layers?: number } = {}): ModelFiles {
  const { width = 24, layers = 1 } = options;
  const { tokenizer, config, vocabulary } = wordPieceTokenizer();
  return {
    'config.json': {
      architectures: ['BertModel'],
      model_type: 'bert',
      hidden_size: width,
      num_attention_heads: 1,
      num_hidden_layers: layers,
      vocab_size: vocabulary,
      pad_token_id: 0,
    },
    'tokenizer.json': tokenizer,
    'tokenizer_config.json': config,
    ...bothPrecisions('model', 7, (graph) => {
      const ids = graph.input('input_ids', 'int64', ['batch', 'length']);
      const mask = graph.input('attention_mask', 'int64', ['batch', 'length']);
      const types = graph.input('token_type_ids', 'int64', ['batch', 'length']);
      let x = graph.node('Add', [
        embedTokens(graph, ids, { vocabulary, width }),
        graph.node('Gather', [graph.weights([2, width]), types]),
      ]);
      for (let layer = 0; layer < layers; layer++) x = transformerLayer(graph, x, { width, mask });
      graph.output('last_hidden_state', x, 'float', ['batch', 'length', width]);
    }),
  };
}

/** BLIP as its ONNX export is laid out: two graphs at the root, no cache. */
export function tinyBlip({ width = 16 } = {}): ModelFiles {
  const { tokenizer, vocabulary, start } = wordPieceTokenizer();
  const encoder = createGraph({ seed: 11 });
  const pixels = encoder.input('pixel_values', 'float', ['batch', 3, 384, 384]);
  const seen = transformerLayer(encoder, embedPatches(encoder, pixels, { patch: 64, width }), { width });
  encoder.output('encoder_hidden_states', seen, 'float', ['batch', 36, width]);

  const decoder = createGraph({ seed: 13 });
  const ids = decoder.input('input_ids', 'int64', ['batch', 'length']);
  const over = decoder.input('encoder_hidden_states', 'float', ['batch', 36, width]);
  let x = transformerLayer(decoder, embedTokens(decoder, ids, { vocabulary, width }), { width });
  x = transformerLayer(decoder, x, { width, over });
  decoder.output('logits', decoder.linear(x, width, vocabulary), 'float', ['batch', 'length', vocabulary]);
  return {
    'config.json': {
      architectures: ['BlipForConditionalGeneration'],
      model_type: 'blip',
      text_config: { bos_token_id: start, sep_token_id: 102, vocab_size: vocabulary },
    },
    'tokenizer.json': tokenizer,
    'blip_vision_encoder.onnx': encoder.bytes(),
    'blip_text_decoder.onnx': decoder.bytes(),
  };
}
