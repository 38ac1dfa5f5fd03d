/** Writes small ONNX models by hand: enough of the protobuf, a graph builder, seeded weights. Nothing random, nothing to install. */

const elementTypes = { float: 1, uint8: 2, int64: 7, bool: 9 } as const;

type ElementType = keyof typeof elementTypes;

type Attribute = number | readonly number[] | { float: number };

function varint(value: number | bigint): number[] {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest === 0n ? low : low | 0x80);
  } while (rest !== 0n);
  return bytes;
}

/** One protobuf field: a number is a varint, text and bytes are length-delimited. */
function field(number: number, value: number | string | Uint8Array): Buffer {
  if (typeof value === 'number') return Buffer.from([...varint(number << 3), ...varint(value)]);
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([...varint((number << 3) | 2), ...varint(bytes.length)]), bytes]);
}

const message = (...fields: readonly Buffer[]): Buffer => Buffer.concat(fields);

function tensor(name: string, type: ElementType, dims: readonly number[], data: Uint8Array): Buffer {
  return message(
    ...dims.map((size) => field(1, size)),
    field(2, elementTypes[type]),
    field(8, name),
    field(9, data),
  );
}

function attribute(name: string, value: Attribute): Buffer {
  if (typeof value === 'number') return message(field(1, name), field(3, value), field(20, 2));
  if (Array.isArray(value)) {
    return message(field(1, name), ...value.map((one: number) => field(8, one)), field(20, 7));
  }
  const float = Buffer.alloc(5);
  float[0] = (2 << 3) | 5;
  float.writeFloatLE('float' in value ? value.float : 0, 1);
  return message(field(1, name), float, field(20, 1));
}

/** A name is a dimension left open. */
function valueInfo(name: string, type: ElementType, shape: readonly (number | string)[]): Buffer {
  const dims = shape.map((size) => field(1, typeof size === 'number' ? field(1, size) : field(2, size)));
  return message(
    field(1, name),
    field(2, field(1, message(field(1, elementTypes[type]), field(2, message(...dims))))),
  );
}

export interface Graph {
  input(name: string, type: ElementType, shape: readonly (number | string)[]): string;
  output(name: string, from: string, type: ElementType, shape: readonly (number | string)[]): void;
  /** Seeded weights, evenly spread over -scale..scale. */
  weights(shape: readonly number[], scale?: number): string;
  int64s(values: readonly number[], scalar?: boolean): string;
  float(value: number): string;
  node(type: string, inputs: readonly string[], attributes?: Record<string, Attribute>): string;
  nodes(type: string, inputs: readonly string[], outputs: number): string[];
  /** `x` times a weight matrix, in 8 bits as dynamic quantisation does it when the graph is quantised. */
  linear(x: string, from: number, to: number): string;
  bytes(): Buffer;
}

/** Builds one graph: IR 8, opset 13. The same seed gives the same weights, quantised or not. */
export function createGraph(options: { seed: number; quantised?: boolean }): Graph {
  const inputs: Buffer[] = [];
  const outputs: Buffer[] = [];
  const initializers: Buffer[] = [];
  const nodes: Buffer[] = [];
  let names = 0;
  let state = options.seed >>> 0;
  const unique = (prefix: string): string => `${prefix}_${names++}`;
  /** Numerical Recipes' linear congruential generator, -1..1. */
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
  const initializer = (type: ElementType, dims: readonly number[], data: Uint8Array): string => {
    const name = unique('w');
    initializers.push(tensor(name, type, dims, data));
    return name;
  };
  const bytesOf = (array: Float32Array | BigInt64Array): Uint8Array => new Uint8Array(array.buffer);
  const drawn = (count: number, scale: number): Float32Array =>
    Float32Array.from({ length: count }, () => random() * scale);

  const graph: Graph = {
    input(name, type, shape) {
      inputs.push(valueInfo(name, type, shape));
      return name;
    },
    output(name, from, type, shape) {
      nodes.push(message(field(1, from), field(2, name), field(4, 'Identity')));
      outputs.push(valueInfo(name, type, shape));
    },
    weights: (shape, scale = 1) =>
      initializer(
        'float',
        shape,
        bytesOf(
          drawn(
            shape.reduce((a, b) => a * b, 1),
            scale,
          ),
        ),
      ),
    int64s: (values, scalar = false) =>
      initializer('int64', scalar ? [] : [values.length], bytesOf(BigInt64Array.from(values, BigInt))),
    float: (value) => initializer('float', [], bytesOf(Float32Array.of(value))),
    node: (type, from, attributes = {}) => {
      const name = unique(type);
      nodes.push(
        message(
          ...from.map((one) => field(1, one)),
          field(2, name),
          field(4, type),
          ...Object.entries(attributes).map(([key, value]) => field(5, attribute(key, value))),
        ),
      );
      return name;
    },
    nodes(type, from, count) {
      const made = Array.from({ length: count }, () => unique(type));
      nodes.push(
        message(...from.map((one) => field(1, one)), ...made.map((one) => field(2, one)), field(4, type)),
      );
      return made;
    },
    linear(x, from, to) {
      const scale = 1.5 / Math.sqrt(from);
      const values = drawn(from * to, scale);
      if (!options.quantised)
        return graph.node('MatMul', [x, initializer('float', [from, to], bytesOf(values))]);
      const step = scale / 127;
      const weights = Uint8Array.from(values, (value) => Math.round(value / step) + 128);
      const [quantised = '', xScale = '', xZero = ''] = graph.nodes('DynamicQuantizeLinear', [x], 3);
      const product = graph.node('MatMulInteger', [
        quantised,
        initializer('uint8', [from, to], weights),
        xZero,
        initializer('uint8', [], Uint8Array.of(128)),
      ]);
      return graph.node('Mul', [
        graph.node('Cast', [product], { to: elementTypes.float }),
        graph.node('Mul', [xScale, graph.float(step)]),
      ]);
    },
    bytes: () =>
      message(
        field(1, 8),
        field(
          7,
          message(
            ...nodes.map((one) => field(1, one)),
            field(2, 'tiny'),
            ...initializers.map((one) => field(5, one)),
            ...inputs.map((one) => field(11, one)),
            ...outputs.map((one) => field(12, one)),
          ),
        ),
        field(8, message(field(1, ''), field(2, 13))),
      ),
  };
  return graph;
}
