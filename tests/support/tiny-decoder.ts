/** A decoder step with a cache: what GPT-2 and BART exports have in common. */
import type { Graph } from './onnx-file.ts';
import { attend } from './tiny-layers.ts';

/** [batch, length, width] → [batch, 1 head, length, width]. */
const toHead = (graph: Graph, x: string): string => graph.node('Unsqueeze', [x, graph.int64s([1])]);

const open = ['batch', 1, 'past'] as const;

/** How many tokens came before, as a scalar: the cache's length. */
export function pastLength(graph: Graph, pastKey: string): string {
  return graph.node('Gather', [graph.node('Shape', [pastKey]), graph.int64s([2], true)]);
}

/** Declares one layer's cache of a kind (`.decoder`, `.encoder`, or none as in GPT-2). */
export function cacheInputs(graph: Graph, kind: string, width: number): { key: string; value: string } {
  return {
    key: graph.input(`past_key_values.0${kind}.key`, 'float', [...open, width]),
    value: graph.input(`past_key_values.0${kind}.value`, 'float', [...open, width]),
  };
}

/** Self-attention over the cache and what is new, cross-attention over what the encoder saw; gives the layer's output. */
export function cachedLayer(
  graph: Graph,
  x: string,
  options: {
    width: number;
    kind: string;
    past: { key: string; value: string };
    seen: string;
    /** Names of the encoder's own cache, where the export has one. */
    encoderKind?: string;
  },
): string {
  const { width, kind, past, seen } = options;
  const present = (name: string, from: string): void =>
    graph.output(`present.0${name}`, from, 'float', [...open, width]);
  const key = graph.node('Concat', [past.key, toHead(graph, graph.linear(x, width, width))], { axis: 2 });
  const value = graph.node('Concat', [past.value, toHead(graph, graph.linear(x, width, width))], { axis: 2 });
  present(`${kind}.key`, key);
  present(`${kind}.value`, value);
  const over = (queries: string, keys: string, values: string): string =>
    graph.node('Squeeze', [
      attend(graph, toHead(graph, graph.linear(queries, width, width)), keys, values, {
        width,
        transpose: [0, 1, 3, 2],
      }),
      graph.int64s([1]),
    ]);
  const own = graph.node('Tanh', [graph.node('Add', [x, over(x, key, value)])]);
  const seenKey = toHead(graph, graph.linear(seen, width, width));
  const seenValue = toHead(graph, graph.linear(seen, width, width));
  if (options.encoderKind !== undefined) {
    present(`${options.encoderKind}.key`, seenKey);
    present(`${options.encoderKind}.value`, seenValue);
  }
  return graph.node('Tanh', [graph.node('Add', [own, over(own, seenKey, seenValue)])]);
}
