import type { EmbeddingSpace } from "../../core/index.ts";
import { keepSpace } from "./collections.ts";
import type { Connection } from "./connection.ts";
import { vectorRow } from "./rows.ts";

/** Vectors that were computed before, by SHA-256 of the embedded text. */
export function readCachedVectors(
  connection: Connection,
  { fingerprint }: EmbeddingSpace,
  textHashes: readonly string[],
): ReadonlyMap<string, Float32Array> {
  const sql = `SELECT text_hash, vector FROM json_each(@hashes) AS asked CROSS JOIN cached_vectors
    ON cached_vectors.text_hash = asked.value AND space = (SELECT key FROM spaces WHERE fingerprint = @fingerprint)`;
  const rows = connection.all(vectorRow, sql, { hashes: JSON.stringify(textHashes), fingerprint });
  return new Map(rows.map(({ text_hash, vector }) => [text_hash, floatsFrom(vector)]));
}

export function cacheVectors(
  connection: Connection,
  space: EmbeddingSpace,
  vectors: ReadonlyMap<string, Float32Array>,
): void {
  const sql = `INSERT INTO cached_vectors (space, text_hash, vector) VALUES (@space, @textHash, @vector)
    ON CONFLICT (space, text_hash) DO NOTHING`;
  const key = keepSpace(connection, space);
  for (const [textHash, { buffer, byteOffset, byteLength }] of vectors)
    connection.run(sql, { space: key, textHash, vector: new Uint8Array(buffer, byteOffset, byteLength) });
}

/** Those of one space. */
export function forgetVectorsOfSpace(connection: Connection, { fingerprint }: EmbeddingSpace): void {
  const sql = "DELETE FROM cached_vectors WHERE space = (SELECT key FROM spaces WHERE fingerprint = @fingerprint)";
  connection.run(sql, { fingerprint });
}

/** All of them: a vector tells much about its text, and the cache does not know whose text it was. */
export function forgetCachedVectors(connection: Connection): void {
  connection.run("DELETE FROM cached_vectors");
}

/** Little-endian float32. Copied, since a row's bytes may start where no float can. */
function floatsFrom(bytes: Uint8Array): Float32Array {
  const floats = new Float32Array(bytes.length / Float32Array.BYTES_PER_ELEMENT);
  new Uint8Array(floats.buffer).set(bytes);
  return floats;
}
