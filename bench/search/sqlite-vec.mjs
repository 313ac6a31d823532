// sqlite-vec's scan of float32 vectors by cosine, all pages kept in memory once read.
import { join } from "node:path";
import Database from "better-sqlite3";
import * as sqliteVec from "sqlite-vec";
import { DIMENSIONS, readCorpus, vectorAt } from "./corpus-files.mjs";

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
  database.exec(`CREATE VIRTUAL TABLE vectors USING vec0(embedding float[${DIMENSIONS}] distance_metric=cosine)`);
  const add = database.prepare("INSERT INTO vectors(rowid, embedding) VALUES (?, ?)");
  database.transaction(() => {
    for (const row of texts.keys()) add.run(BigInt(row + 1), toBytes(vectorAt(vectors, row)));
  })();
  const indexBytes = database.pragma("page_count", { simple: true }) * database.pragma("page_size", { simple: true });
  database.close();
  return { indexBytes };
}

export async function open(folder) {
  const database = openDatabase(folder);
  const nearest = database.prepare("SELECT rowid FROM vectors WHERE embedding MATCH ? AND k = 10 ORDER BY distance");
  return { vectors: async (vector) => nearest.all(toBytes(vector)).map(({ rowid }) => rowid - 1) };
}
