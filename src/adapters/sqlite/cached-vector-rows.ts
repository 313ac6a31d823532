import type { EmbeddedVector, EmbeddingSpace, QuantizedVector } from "../../core/index.ts";
import { readFormatVersion } from "./check-format.ts";
import { ensureSpace } from "./collection-rows.ts";
import type { Connection } from "./connection.ts";
import { vectorRow } from "./row-schemas.ts";

const SCALE_BYTES = Float32Array.BYTES_PER_ELEMENT;

/**
 * Returns the cached vectors of one space, by the SHA-256 of the embedded text. Texts without a vector are absent. A
 * store of version 2 or before kept vectors as float32, and still has those.
 */
export function readCachedVectors(
  connection: Connection,
  { fingerprint }: EmbeddingSpace,
  textHashes: readonly string[],
): ReadonlyMap<string, EmbeddedVector> {
  const hash = readFormatVersion(connection) < 3 ? "hashes.value" : "unhex(hashes.value)";
  const sql = `SELECT hashes.value AS text_hash, vector, dimensions FROM json_each(@hashes) AS hashes
    CROSS JOIN spaces ON fingerprint = @fingerprint
    CROSS JOIN cached_vectors ON cached_vectors.text_hash = ${hash} AND space = spaces.key`;
  const rows = connection.all(vectorRow, sql, { hashes: JSON.stringify(textHashes), fingerprint });
  return new Map(rows.map(({ text_hash, vector, dimensions }) => [text_hash, decodeVector(vector, dimensions)]));
}

/** Saves vectors by the SHA-256 of their text. A text that already has a vector in this space keeps it. */
export function cacheVectors(
  connection: Connection,
  space: EmbeddingSpace,
  vectors: ReadonlyMap<string, QuantizedVector>,
): void {
  const sql = `INSERT INTO cached_vectors (space, text_hash, vector) VALUES (@space, unhex(@textHash), @vector)
    ON CONFLICT (space, text_hash) DO NOTHING`;
  const key = ensureSpace(connection, space);
  for (const [textHash, vector] of vectors) connection.run(sql, { space: key, textHash, vector: encodeVector(vector) });
}

/** Deletes the cached vectors of one space. */
export function forgetVectorsOfSpace(connection: Connection, { fingerprint }: EmbeddingSpace): void {
  const sql = "DELETE FROM cached_vectors WHERE space = (SELECT key FROM spaces WHERE fingerprint = @fingerprint)";
  connection.run(sql, { fingerprint });
}

/** Deletes all cached vectors: a vector reveals much about its text, and the cache does not record the document. */
export function forgetCachedVectors(connection: Connection): void {
  connection.run("DELETE FROM cached_vectors");
}

/** Encodes the scale as float32, the code and the values; no bytes for a vector of zeros. */
function encodeVector({ scale, code, values }: QuantizedVector): Uint8Array {
  if (scale === 0) return new Uint8Array();
  const bytes = Buffer.allocUnsafe(SCALE_BYTES + code.length + values.length);
  bytes.writeFloatLE(scale, 0);
  bytes.set(code, SCALE_BYTES);
  bytes.set(asBytes(values), SCALE_BYTES + code.length);
  return bytes;
}

function decodeVector(bytes: Uint8Array, dimensions: number): EmbeddedVector {
  const codeBytes = Math.ceil(dimensions / 8);
  if (bytes.length === dimensions * Float32Array.BYTES_PER_ELEMENT) return floatsFrom(bytes);
  if (bytes.length === 0) return { scale: 0, code: new Uint8Array(codeBytes), values: new Int8Array(dimensions) };
  const code = Uint8Array.from(bytes.subarray(SCALE_BYTES, SCALE_BYTES + codeBytes));
  const values = new Int8Array(dimensions);
  asBytes(values).set(bytes.subarray(SCALE_BYTES + codeBytes));
  const scale = new DataView(bytes.buffer, bytes.byteOffset).getFloat32(0, true);
  return { scale, code, values };
}

/** Copies little-endian float32 values. The copy is needed because a row's bytes may be unaligned. */
function floatsFrom(bytes: Uint8Array): Float32Array {
  const floats = new Float32Array(bytes.length / Float32Array.BYTES_PER_ELEMENT);
  new Uint8Array(floats.buffer).set(bytes);
  return floats;
}

function asBytes({ buffer, byteOffset, byteLength }: Int8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
