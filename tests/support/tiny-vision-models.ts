/** Tiny ViT-GPT2, CLIP and Florence-2 in the layout of transformers.js. */
import { cachedLayer, cacheInputs, pastLength } from './tiny-decoder.ts';
import { embedPatches, embedTokens, transformerLayer } from './tiny-layers.ts';
import { bothPrecisions, type ModelFiles } from './tiny-models.ts';
import { byteLevelTokenizer } from './tiny-tokenizers.ts';

const width = 16;

export function tinyVitGpt2(): ModelFiles {
  const end = '<|endoftext|>';
  const { tokenizer, config, vocabulary, id } = byteLevelTokenizer({
    specials: [end],
    around: [null, null],
    className: 'GPT2Tokenizer',
    config: { bos_token: end, eos_token: end, unk_token: end },
  });
  const generation = {
    decoder_start_token_id: id(end),
    bos_token_id: id(end),
    eos_token_id: id(end),
    pad_token_id: id(end),
  };
  return {
    'config.json': {
      architectures: ['VisionEncoderDecoderModel'],
      model_type: 'vision-encoder-decoder',
      is_encoder_decoder: true,
      encoder: { model_type: 'vit', hidden_size: width, image_size: 224 },
      decoder: { model_type: 'gpt2', n_embd: width, n_head: 1, n_layer: 1, vocab_size: vocabulary },
      ...generation,
    },
    'tokenizer.json': tokenizer,
    'tokenizer_config.json': config,
    ...bothPrecisions('encoder_model', 17, (graph) => {
      const pixels = graph.input('pixel_values', 'float', ['batch', 3, 224, 224]);
      const x = transformerLayer(graph, embedPatches(graph, pixels, { patch: 56, width }), { width });
      graph.output('last_hidden_state', x, 'float', ['batch', 'patches', width]);
    }),
    ...bothPrecisions('decoder_model_merged', 19, (graph) => {
      const ids = graph.input('input_ids', 'int64', ['batch', 'length']);
      const seen = graph.input('encoder_hidden_states', 'float', ['batch', 'patches', width]);
      const past = cacheInputs(graph, '', width);
      graph.input('use_cache_branch', 'bool', [1]);
      const tokens = embedTokens(graph, ids, { vocabulary, width, offset: pastLength(graph, past.key) });
      const x = cachedLayer(graph, tokens, { width, kind: '', past, seen });
      graph.output('logits', graph.linear(x, width, vocabulary), 'float', ['batch', 'length', vocabulary]);
    }),
  };
}

export function tinyClip(): ModelFiles {
  const [start, end] = ['<|startoftext|>', '<|endoftext|>'];
  const { tokenizer, config, vocabulary, id } = byteLevelTokenizer({
    specials: [start, end],
    around: [start, end],
    className: 'CLIPTokenizer',
    config: { bos_token: start, eos_token: end, unk_token: end, pad_token: end },
  });
  return {
    'config.json': {
      architectures: ['CLIPModel'],
      model_type: 'clip',
      projection_dim: width,
      text_config: { model_type: 'clip_text_model', hidden_size: width, eos_token_id: id(end) },
      vision_config: { model_type: 'clip_vision_model', hidden_size: width, image_size: 224 },
    },
    'tokenizer.json': tokenizer,
    'tokenizer_config.json': config,
    ...bothPrecisions('text_model', 23, (graph) => {
      const ids = graph.input('input_ids', 'int64', ['batch', 'length']);
      const x = transformerLayer(graph, embedTokens(graph, ids, { vocabulary, width }), { width });
      const mean = graph.node('ReduceMean', [x], { axes: [1], keepdims: 0 });
      graph.output('text_embeds', graph.linear(mean, width, width), 'float', ['batch', width]);
    }),
    ...bothPrecisions('vision_model', 29, (graph) => {
      const pixels = graph.input('pixel_values', 'float', ['batch', 3, 224, 224]);
      const x = transformerLayer(graph, embedPatches(graph, pixels, { patch: 56, width }), { width });
      const mean = graph.node('ReduceMean', [x], { axes: [1], keepdims: 0 });
      graph.output('image_embeds', graph.linear(mean, width, width), 'float', ['batch', width]);
    }),
  };
}

export function tinyFlorence(): ModelFiles {
  const specials = ['<s>', '<pad>', '</s>', '<unk>'];
  const { tokenizer, config, vocabulary } = byteLevelTokenizer({
    specials,
    around: ['<s>', '</s>'],
    className: 'BartTokenizer',
    config: { bos_token: '<s>', eos_token: '</s>', pad_token: '<pad>', unk_token: '<unk>' },
  });
  const generation = {
    decoder_start_token_id: 2,
    bos_token_id: 0,
    eos_token_id: 2,
    pad_token_id: 1,
    forced_bos_token_id: 0,
    forced_eos_token_id: 2,
    no_repeat_ngram_size: 3,
    num_beams: 3,
  };
  return {
    'config.json': {
      architectures: ['Florence2ForConditionalGeneration'],
      model_type: 'florence2',
      is_encoder_decoder: true,
      projection_dim: width,
      text_config: {
        model_type: 'florence2_language',
        d_model: width,
        decoder_layers: 1,
        decoder_attention_heads: 1,
        encoder_layers: 1,
        encoder_attention_heads: 1,
        vocab_size: vocabulary,
        ...generation,
      },
      vision_config: { model_type: 'davit' },
      vocab_size: vocabulary,
      ...generation,
    },
    'tokenizer.json': tokenizer,
    'tokenizer_config.json': config,
    ...bothPrecisions('vision_encoder', 31, (graph) => {
      const pixels = graph.input('pixel_values', 'float', ['batch', 3, 768, 768]);
      const x = transformerLayer(graph, embedPatches(graph, pixels, { patch: 192, width }), { width });
      graph.output('image_features', x, 'float', ['batch', 'patches', width]);
    }),
    ...bothPrecisions('embed_tokens', 37, (graph) => {
      const ids = graph.input('input_ids', 'int64', ['batch', 'length']);
      const x = graph.node('Gather', [graph.weights([vocabulary, width]), ids]);
      graph.output('inputs_embeds', x, 'float', ['batch', 'length', width]);
    }),
    ...bothPrecisions('encoder_model', 41, (graph) => {
      const mask = graph.input('attention_mask', 'int64', ['batch', 'seen']);
      const x = graph.input('inputs_embeds', 'float', ['batch', 'seen', width]);
      graph.output('last_hidden_state', transformerLayer(graph, x, { width, mask }), 'float', [
        'batch',
        'seen',
        width,
      ]);
    }),
    ...bothPrecisions('decoder_model_merged', 43, (graph) => {
      graph.input('encoder_attention_mask', 'int64', ['batch', 'seen']);
      const seen = graph.input('encoder_hidden_states', 'float', ['batch', 'seen', width]);
      const tokens = graph.input('inputs_embeds', 'float', ['batch', 'length', width]);
      const past = cacheInputs(graph, '.decoder', width);
      cacheInputs(graph, '.encoder', width);
      graph.input('use_cache_branch', 'bool', [1]);
      const x = cachedLayer(graph, tokens, { width, kind: '.decoder', past, seen, encoderKind: '.encoder' });
      graph.output('logits', graph.linear(x, width, vocabulary), 'float', ['batch', 'length', vocabulary]);
    }),
  };
}
