import type { EmbeddingSpace } from "../../core/index.ts";
import { ensureSpace } from "./collection-rows.ts";
import type { Connection } from "./connection.ts";
import { vectorRow } from "./row-schemas.ts";

/** Returns the cached vectors of one space, by the SHA-256 of the embedded text. Texts without a vector are absent. */
export function readCachedVectors(
  connection: Connection,
  { fingerprint }: EmbeddingSpace,
  textHashes: readonly string[],
): ReadonlyMap<string, Float32Array> {
  const sql = `SELECT text_hash, vector FROM json_each(@hashes) AS hashes CROSS JOIN cached_vectors
    ON cached_vectors.text_hash = hashes.value AND space = (SELECT key FROM spaces WHERE fingerprint = @fingerprint)`;
  const rows = connection.all(vectorRow, sql, { hashes: JSON.stringify(textHashes), fingerprint });
  return new Map(rows.map(({ text_hash, vector }) => [text_hash, floatsFrom(vector)]));
}

/** Saves vectors by the SHA-256 of their text. A text that already has a vector in this space keeps it. */
export function cacheVectors(
  connection: Connection,
  space: EmbeddingSpace,
  vectors: ReadonlyMap<string, Float32Array>,
): void {
  const sql = `INSERT INTO cached_vectors (space, text_hash, vector) VALUES (@space, @textHash, @vector)
    ON CONFLICT (space, text_hash) DO NOTHING`;
  const key = ensureSpace(connection, space);
  for (const [textHash, { buffer, byteOffset, byteLength }] of vectors)
    connection.run(sql, { space: key, textHash, vector: new Uint8Array(buffer, byteOffset, byteLength) });
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

/** Copies little-endian float32 values. The copy is needed because a row's bytes may be unaligned. */
function floatsFrom(bytes: Uint8Array): Float32Array {
  const floats = new Float32Array(bytes.length / Float32Array.BYTES_PER_ELEMENT);
  new Uint8Array(floats.buffer).set(bytes);
  return floats;
}
