/** The layers that the tiny models share: one head, no normalisation layers, a tanh to keep numbers small. */
import type { Graph } from './onnx-file.ts';

/** Token ids [batch, length] → vectors [batch, length, width], places included, counted from `offset` (a scalar). */
export function embedTokens(
  graph: Graph,
  ids: string,
  options: { vocabulary: number; width: number; offset?: string },
): string {
  const words = graph.node('Gather', [graph.weights([options.vocabulary, options.width]), ids]);
  const length = graph.node('Gather', [graph.node('Shape', [ids]), graph.int64s([1], true)]);
  const from = options.offset ?? graph.int64s([0], true);
  const places = graph.node('Range', [from, graph.node('Add', [from, length]), graph.int64s([1], true)]);
  return graph.node('Add', [words, graph.node('Gather', [graph.weights([512, options.width], 0.5), places])]);
}

/** Queries [.., q, width] over keys and values [.., k, width]; `mask` [batch, k] of int64 hides where it is 0. */
export function attend(
  graph: Graph,
  queries: string,
  keys: string,
  values: string,
  options: { width: number; transpose: readonly number[]; mask?: string },
): string {
  const product = graph.node('MatMul', [
    queries,
    graph.node('Transpose', [keys], { perm: options.transpose }),
  ]);
  let scores = graph.node('Mul', [product, graph.float(1 / Math.sqrt(options.width))]);
  if (options.mask !== undefined) {
    const seen = graph.node('Cast', [options.mask], { to: 1 });
    const hidden = graph.node('Mul', [graph.node('Sub', [graph.float(1), seen]), graph.float(-1e9)]);
    scores = graph.node('Add', [scores, graph.node('Unsqueeze', [hidden, graph.int64s([1])])]);
  }
  return graph.node('MatMul', [graph.node('Softmax', [scores], { axis: -1 }), values]);
}

/** x plus attention of x over `over` (itself, or what an encoder saw), then a feed-forward layer. */
export function transformerLayer(
  graph: Graph,
  x: string,
  options: { width: number; over?: string; overWidth?: number; mask?: string },
): string {
  const { width } = options;
  const over = options.over ?? x;
  const from = options.overWidth ?? width;
  const attended = attend(
    graph,
    graph.linear(x, width, width),
    graph.linear(over, from, width),
    graph.linear(over, from, width),
    { width, transpose: [0, 2, 1], ...(options.mask === undefined ? {} : { mask: options.mask }) },
  );
  const summed = graph.node('Add', [x, attended]);
  const fed = graph.linear(graph.node('Relu', [graph.linear(summed, width, 2 * width)]), 2 * width, width);
  return graph.node('Tanh', [graph.node('Add', [summed, fed])]);
}

/** Pixels [batch, 3, size, size] → one vector for each patch [batch, patches, width]. */
export function embedPatches(
  graph: Graph,
  pixels: string,
  options: { patch: number; width: number },
): string {
  const { patch, width } = options;
  const filters = graph.weights([width, 3, patch, patch], 3 / patch);
  const convolved = graph.node('Conv', [pixels, filters], {
    strides: [patch, patch],
    kernel_shape: [patch, patch],
  });
  const flat = graph.node('Reshape', [convolved, graph.int64s([0, width, -1])]);
  return graph.node('Transpose', [flat], { perm: [0, 2, 1] });
}
