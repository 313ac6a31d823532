// Reads and writes the parts of ONNX files that the bundled embedder needs. Field numbers are those of onnx.proto.
import { bytesField, floatField, numberField, readFields, readPacked } from "./wire-format.mjs";

export const FLOAT = 1;
export const INT64 = 7;
const ATTRIBUTE_FLOAT = 1;
const ATTRIBUTE_INT = 2;
const ATTRIBUTE_INTS = 7;

/**
 * Reads the nodes and constants of a model. Attributes are not read.
 *
 * @param {Uint8Array} bytes
 * @returns {{ nodes: { type: string, inputs: string[], outputs: string[] }[], tensors: Map<string, Tensor> }}
 *
 * @typedef {{ type: number, dims: number[], data: Uint8Array }} Tensor  data is little-endian, in the order of the rows
 */
export function readOnnx(bytes) {
  const [graph] = valuesOf(readFields(bytes), 7);
  if (graph === undefined) throw new Error("the file is not an ONNX model");
  const fields = readFields(graph);
  return {
    nodes: valuesOf(fields, 1).map(readNode),
    tensors: new Map(valuesOf(fields, 5).map(readTensor)),
  };
}

function readNode(bytes) {
  const fields = readFields(bytes);
  return { type: textsOf(fields, 4)[0], inputs: textsOf(fields, 1), outputs: textsOf(fields, 2) };
}

function readTensor(bytes) {
  const fields = readFields(bytes);
  const [name] = textsOf(fields, 8);
  const dims = numbersOf(fields, 1).map(Number);
  return [name, { type: Number(valuesOf(fields, 2)[0]), dims, data: readData(name, fields) }];
}

/** Returns a tensor's data: raw bytes, or the packed numbers in which single values of 32 and 8 bits are stored. */
function readData(name, fields) {
  const [raw] = [...valuesOf(fields, 9), ...valuesOf(fields, 4)];
  if (raw !== undefined) return raw;
  const numbers = numbersOf(fields, 5);
  if (numbers.length === 0) throw new Error(`the constant ${name} is stored in a form that is not supported`);
  return Uint8Array.from(numbers, (number) => Number(BigInt.asUintN(8, number)));
}

const valuesOf = (fields, wanted) => fields.flatMap(({ number, value }) => (number === wanted ? [value] : []));
const textsOf = (fields, wanted) => valuesOf(fields, wanted).map((bytes) => Buffer.from(bytes).toString());
const numbersOf = (fields, wanted) =>
  valuesOf(fields, wanted).flatMap((value) => (typeof value === "bigint" ? [value] : readPacked(value)));

/**
 * Writes a model. The same model gives the same bytes.
 *
 * @param {{ nodes: Node[], tensors: Map<string, Tensor>, input: Value, output: Value }} graph
 * @returns {Buffer}
 *
 * @typedef {{ type: string, inputs: string[], output: string | string[], attributes?: Record<string, number | number[]>
 *   }} Node
 * @typedef {{ name: string, type: number, dims: (number | string)[] }} Value
 */
export function writeOnnx({ nodes, tensors, input, output }) {
  const graph = [
    ...nodes.map((node) => bytesField(1, nodeFields(node))),
    bytesField(2, "embedder"),
    ...Array.from(tensors, ([name, tensor]) => bytesField(5, tensorFields(name, tensor))),
    bytesField(11, valueFields(input)),
    bytesField(12, valueFields(output)),
  ];
  const operators = (domain, version) => bytesField(8, [bytesField(1, domain), numberField(2, version)]);
  const header = [numberField(1, 8), bytesField(2, "lydian")];
  return Buffer.concat([...header, bytesField(7, graph), operators("", 17), operators("com.microsoft", 1)]);
}

/** Operations that ONNX Runtime adds to those of ONNX. */
const ADDED_BY_ONNX_RUNTIME = new Set(["DynamicQuantizeMatMul", "FusedMatMul", "Gelu", "MatMulIntegerToFloat"]);

function nodeFields({ type, inputs, output, attributes = {} }) {
  return [
    ...inputs.map((name) => bytesField(1, name)),
    ...[output].flat().map((name) => bytesField(2, name)),
    bytesField(4, type),
    ...Object.entries(attributes).map(([name, value]) =>
      bytesField(5, [bytesField(1, name), ...attributeFields(value)]),
    ),
    ...(ADDED_BY_ONNX_RUNTIME.has(type) ? [bytesField(7, "com.microsoft")] : []),
  ];
}

function attributeFields(value) {
  if (Array.isArray(value)) return [...value.map((number) => numberField(8, number)), numberField(20, ATTRIBUTE_INTS)];
  return Number.isInteger(value)
    ? [numberField(3, value), numberField(20, ATTRIBUTE_INT)]
    : [floatField(2, value), numberField(20, ATTRIBUTE_FLOAT)];
}

function tensorFields(name, { type, dims, data }) {
  const shape = dims.map((dim) => numberField(1, dim));
  return [...shape, numberField(2, type), bytesField(8, name), bytesField(9, data)];
}

function valueFields({ name, type, dims }) {
  const dimensions = dims.map((dim) =>
    bytesField(1, [typeof dim === "number" ? numberField(1, dim) : bytesField(2, dim)]),
  );
  return [bytesField(1, name), bytesField(2, [bytesField(1, [numberField(1, type), bytesField(2, dimensions)])])];
}
