// Reads and writes the two wire types of protobuf that fill ONNX files, and 32-bit numbers. Longer numbers are not
// read.

const VARINT = 0;
const BYTES = 2;
const FIXED32 = 5;

/**
 * Returns the fields of a message in their order. A varint's value is a BigInt; other values are bytes, not copied.
 *
 * @param {Uint8Array} bytes
 * @returns {{ number: number, value: bigint | Uint8Array }[]}
 */
export function readFields(bytes) {
  const fields = [];
  for (let at = 0; at < bytes.length; ) {
    const key = readVarint(bytes, at);
    const { value, end } = readValue(bytes, key.end, Number(key.value & 7n));
    fields.push({ number: Number(key.value >> 3n), value });
    at = end;
  }
  return fields;
}

function readValue(bytes, at, wireType) {
  if (wireType === VARINT) return readVarint(bytes, at);
  if (wireType === FIXED32) return { value: bytes.subarray(at, at + 4), end: at + 4 };
  if (wireType !== BYTES) throw new Error(`the wire type ${wireType} is not supported`);
  const length = readVarint(bytes, at);
  const end = length.end + Number(length.value);
  if (end > bytes.length) throw new Error("the file ends within a field");
  return { value: bytes.subarray(length.end, end), end };
}

function readVarint(bytes, at) {
  let value = 0n;
  for (let end = at; end < bytes.length; end++) {
    value |= BigInt(bytes[end] & 127) << BigInt(7 * (end - at));
    if (bytes[end] < 128) return { value, end: end + 1 };
  }
  throw new Error("the file ends within a number");
}

/** Returns the varints of a packed field. */
export function readPacked(bytes) {
  const numbers = [];
  for (let at = 0; at < bytes.length; ) {
    const { value, end } = readVarint(bytes, at);
    numbers.push(value);
    at = end;
  }
  return numbers;
}

/** Returns a field with a whole number. */
export function numberField(number, value) {
  return Buffer.concat([varint((number << 3) | VARINT), varint(value)]);
}

/** Returns a field with a float32. */
export function floatField(number, value) {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return Buffer.concat([varint((number << 3) | FIXED32), bytes]);
}

/** Returns a field with a text, with bytes, or with a message given as its fields. */
export function bytesField(number, value) {
  const bytes = Array.isArray(value) ? Buffer.concat(value) : Buffer.from(value);
  return Buffer.concat([varint((number << 3) | BYTES), varint(bytes.length), bytes]);
}

function varint(value) {
  const bytes = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return Buffer.from([...bytes, Number(rest)]);
}
