// sqlite-vec's scan of float32 vectors by cosine, and of their signs as bits by Hamming distance: alone, and with as many
// candidates as Lydian takes, whose float32 vectors are then compared. All pages are kept in memory once read.
import { join } from "node:path";
import Database from "better-sqlite3";
import * as sqliteVec from "sqlite-vec";
import { DIMENSIONS, readCorpus, vectorAt } from "./corpus-files.mjs";

/** As Lydian takes for the first ten. */
const CANDIDATES = 1_000;
const toBytes = ({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength);

const openDatabase = (folder) => {
  const database = new Database(join(folder, "sqlite-vec.db"));
  database.pragma("cache_size = -4000000");
  sqliteVec.load(database);
  return database;
};

/** @returns how large the index is */
export async function build(folder) {
  const { texts, vectors } = readCorpus(folder);
  const database = openDatabase(folder);
  database.exec(`CREATE VIRTUAL TABLE vectors USING vec0(
    embedding float[${DIMENSIONS}] distance_metric=cosine, code bit[${DIMENSIONS}])`);
  const add = database.prepare("INSERT INTO vectors(rowid, embedding, code) VALUES (?, ?, vec_quantize_binary(?))");
  database.transaction(() => {
    for (const row of texts.keys()) {
      const bytes = toBytes(vectorAt(vectors, row));
      add.run(BigInt(row + 1), bytes, bytes);
    }
  })();
  const indexBytes = database.pragma("page_count", { simple: true }) * database.pragma("page_size", { simple: true });
  database.close();
  return { indexBytes };
}

export async function open(folder) {
  const database = openDatabase(folder);
  const nearest = database.prepare("SELECT rowid FROM vectors WHERE embedding MATCH ? AND k = 10 ORDER BY distance");
  const nearestCodes = database.prepare(
    "SELECT rowid FROM vectors WHERE code MATCH vec_quantize_binary(?) AND k = ? ORDER BY distance",
  );
  // As its documentation does it.
  const rescored = database.prepare(`
    WITH candidates AS (
      SELECT rowid, embedding FROM vectors WHERE code MATCH vec_quantize_binary(?) AND k = ? ORDER BY distance)
    SELECT rowid FROM candidates ORDER BY vec_distance_cosine(embedding, ?) LIMIT 10`);
  const rowsOf = (found) => found.map(({ rowid }) => rowid - 1);
  return {
    vectors: async (vector) => rowsOf(nearest.all(toBytes(vector))),
    bitVectors: async (vector) => rowsOf(nearestCodes.all(toBytes(vector), 10)),
    rescoredBitVectors: async (vector) => rowsOf(rescored.all(toBytes(vector), CANDIDATES, toBytes(vector))),
  };
}
