// Writes the published BERT graph anew, so that ONNX Runtime computes the same vectors, to the last bit, in less time.
//
// - Each run has one unpadded text, whose mask would add zeros. The new graph has no mask. All token types are 0.
// - Products read heads in place (`transBatchA`, `transBatchB`) instead of transposed copies.
// - Heads are computed in groups, so that the scores of a group stay in the processor's cache between two operations.
//
// The weights keep their values: each column of a quantised matrix has its own scale, so columns can be split. No sum
// gets another order. Fused attention (`MultiHeadAttention`) is not used, because it computes other bits.
import { FLOAT, INT64 } from "./onnx-file.mjs";

const LAYERS = 12;
const HEADS = 12;
const HEAD_SIZE = 32;
const HEADS_A_GROUP = 4;
const WIDTH = HEADS * HEAD_SIZE;
const operation = (type, attributes) => ({ type, attributes });
const NORM = operation("LayerNormalization", { axis: -1, epsilon: 1e-12 });
/** Factor of the scores. The published graph divides by √32 in float32; ONNX Runtime multiplies by the inverse. */
const SCALE = Math.fround(1 / Math.fround(Math.sqrt(HEAD_SIZE)));

/**
 * Returns a graph that computes the same token vectors as the published one.
 *
 * @param {ReturnType<typeof import("./onnx-file.mjs").readOnnx>} published
 * @returns {Parameters<typeof import("./onnx-file.mjs").writeOnnx>[0]} the graph: `input_ids` (1 × tokens) to
 *   `last_hidden_state` (1 × tokens × 384)
 */
export function groupAttention(published) {
  const graph = createGraph(published);
  addShapes(graph);
  let hidden = embedTokens(graph);
  for (let layer = 0; layer < LAYERS; layer++) hidden = addLayer(graph, `encoder.layer.${layer}`, hidden);
  graph.nodes.at(-1).output = "last_hidden_state";
  return {
    nodes: graph.nodes,
    tensors: graph.tensors,
    input: { name: "input_ids", type: INT64, dims: [1, "tokens"] },
    output: { name: "last_hidden_state", type: FLOAT, dims: [1, "tokens", WIDTH] },
  };
}

function createGraph(published) {
  const nodes = [];
  const tensors = new Map();
  return {
    nodes,
    tensors,
    matrixOf: findMatrices(published),
    /**
     * Adds a node with one output, and returns the output's name. An operation without attributes is given by its type.
     */
    add(output, operation, inputs) {
      const { type, attributes } = typeof operation === "string" ? { type: operation } : operation;
      nodes.push({ type, inputs, output, attributes });
      return output;
    },
    /** Copies a constant of the published model, and returns its name. */
    copy(name) {
      tensors.set(name, requireTensor(published, name));
      return name;
    },
  };
}

function requireTensor({ tensors }, name) {
  const tensor = tensors.get(name);
  if (tensor === undefined) throw new Error(`the published model has no constant ${name}`);
  return tensor;
}

/**
 * Returns a function from the name of a bias to its quantised matrix, with scales, zero points and the bias. The
 * matrices have no telling names, so they are found by the operations before the bias: MatMulInteger, Cast, Mul, Add.
 */
function findMatrices(published) {
  const { nodes } = published;
  const producerOf = new Map(nodes.flatMap((node) => node.outputs.map((output) => [output, node])));
  const producersOf = (node) => node.inputs.flatMap((input) => producerOf.get(input) ?? []);
  const find = (candidates, type) => candidates.find((node) => node.type === type);

  return (bias) => {
    const add = nodes.find((node) => node.type === "Add" && node.inputs.includes(bias));
    const cast = find(producersOf(find(producersOf(add), "Mul")), "Cast");
    const product = find(producersOf(cast), "MatMulInteger");
    const name = product.inputs[1].replace(/_quantized$/, "");
    const part = (suffix) => requireTensor(published, `${name}_${suffix}`);
    return {
      weights: part("quantized"),
      scale: part("scale"),
      zeroPoint: part("zero_point"),
      bias: requireTensor(published, bias),
    };
  };
}

function addShapes({ tensors }) {
  const addNumbers = (name, numbers) =>
    tensors.set(name, {
      type: INT64,
      dims: [numbers.length],
      data: new Uint8Array(BigInt64Array.from(numbers, BigInt).buffer),
    });
  addNumbers("zero", [0]);
  addNumbers("one", [1]);
  addNumbers("heads", [-1, HEADS_A_GROUP, HEAD_SIZE]);
  addNumbers("tokens", [1, -1, WIDTH]);
}

/** Adds the embeddings of tokens, of token type 0 and of positions, in the order of the published graph. */
function embedTokens({ add, copy }) {
  const tableOf = (name) => copy(`embeddings.${name}_embeddings.weight_quantized`);
  const dequantise = (name, rows) =>
    add(name, "DequantizeLinear", [
      rows,
      copy(`embeddings.${name}_embeddings.weight_scale`),
      copy(`embeddings.${name}_embeddings.weight_zero_point`),
    ]);
  const words = dequantise("word", add("word rows", operation("Gather", { axis: 0 }), [tableOf("word"), "input_ids"]));
  const type = dequantise("token_type", add("type row", "Slice", [tableOf("token_type"), "zero", "one", "zero"]));
  const count = add("count", operation("Shape", { start: 1, end: 2 }), ["input_ids"]);
  const positions = dequantise("position", add("position rows", "Slice", [tableOf("position"), "zero", count, "zero"]));
  const sum = add("embeddings", "Add", [add("words and type", "Add", [words, type]), positions]);
  return normalise({ add, copy }, "embeddings.LayerNorm", sum);
}

function normalise({ add, copy }, name, input) {
  return add(`${name} output`, NORM, [input, copy(`${name}.weight`), copy(`${name}.bias`)]);
}

function addLayer(graph, layer, input) {
  const { add } = graph;
  const attention = multiply(
    graph,
    `${layer}.attention.output.dense`,
    addAttention(graph, `${layer}.attention.self`, input),
  );
  const middle = normalise(
    graph,
    `${layer}.attention.output.LayerNorm`,
    add(`${layer}.attention.sum`, "Add", [attention, input]),
  );
  const wide = add(`${layer}.gelu`, "Gelu", [multiply(graph, `${layer}.intermediate.dense`, middle)]);
  const narrow = multiply(graph, `${layer}.output.dense`, wide);
  return normalise(graph, `${layer}.output.LayerNorm`, add(`${layer}.sum`, "Add", [narrow, middle]));
}

/** Quantises the input and multiplies it by a whole matrix. */
function multiply({ add, tensors, matrixOf }, name, input) {
  const { weights, scale, zeroPoint, bias } = addMatrix(tensors, name, matrixOf(`${name}.bias`));
  return add(`${name} output`, "DynamicQuantizeMatMul", [input, weights, scale, zeroPoint, bias]);
}

/** Adds the constants of a matrix, and returns their names. */
function addMatrix(tensors, name, matrix) {
  const nameOf = (part) => `${name}.${part}`;
  for (const [part, tensor] of Object.entries(matrix)) tensors.set(nameOf(part), tensor);
  return Object.fromEntries(Object.keys(matrix).map((part) => [part, nameOf(part)]));
}

function addAttention(graph, name, input) {
  const { add, nodes } = graph;
  const quantised = [`${name}.quantised`, `${name}.input scale`, `${name}.input zero`];
  nodes.push({ type: "DynamicQuantizeLinear", inputs: [input], output: quantised });
  const groups = Array.from({ length: HEADS / HEADS_A_GROUP }, (_, group) =>
    addGroup(graph, { name, group, quantised }),
  );
  const heads = add(`${name}.all heads`, operation("Concat", { axis: 0 }), groups);
  const byToken = add(`${name}.by token`, operation("Transpose", { perm: [1, 0, 2] }), [heads]);
  return add(`${name} output`, "Reshape", [byToken, "tokens"]);
}

/** Adds the attention of one group of heads: softmax(queries × keysᵀ × scale) × values, heads × tokens × 32. */
function addGroup(graph, { name, group, quantised }) {
  const { add } = graph;
  const nameOf = (part) => `${name}.group ${group}.${part}`;
  const [queries, keys, values] = ["query", "key", "value"].map((part) => {
    const matrix = sliceColumns(graph.matrixOf(`${name}.${part}.bias`), group * HEADS_A_GROUP * HEAD_SIZE);
    const { weights, scale, zeroPoint, bias } = addMatrix(graph.tensors, nameOf(part), matrix);
    const [numbers, inputScale, inputZero] = quantised;
    const inputs = [numbers, weights, inputScale, scale, inputZero, zeroPoint, bias];
    const product = add(`${nameOf(part)} output`, "MatMulIntegerToFloat", inputs);
    return add(`${nameOf(part)} heads`, "Reshape", [product, "heads"]);
  });
  const transposed = operation("FusedMatMul", { alpha: SCALE, transBatchA: 1, transBatchB: 1, transB: 1 });
  const scores = add(nameOf("scores"), transposed, [queries, keys]);
  const shares = add(nameOf("shares"), operation("Softmax", { axis: -1 }), [scores]);
  return add(nameOf("context"), operation("FusedMatMul", { transBatchB: 1 }), [shares, values]);
}

/** Returns the columns of one group of heads. */
function sliceColumns(matrix, first) {
  const count = HEADS_A_GROUP * HEAD_SIZE;
  return Object.fromEntries(
    Object.entries(matrix).map(([part, tensor]) => [part, sliceLastDimension(tensor, first, count)]),
  );
}

function sliceLastDimension({ type, dims, data }, first, count) {
  const size = type === FLOAT ? 4 : 1;
  const columns = dims.at(-1);
  const rows = data.length / size / columns;
  const sliced = Buffer.alloc(rows * count * size);
  for (let row = 0; row < rows; row++) {
    const start = (row * columns + first) * size;
    sliced.set(data.subarray(start, start + count * size), row * count * size);
  }
  return { type, dims: [...dims.slice(0, -1), count], data: sliced };
}
