// sqlite-vec's scans: of float32 vectors by cosine; of int8 vectors; of their signs as bits by Hamming distance, alone,
// and with as many candidates as Lydian takes, whose float32 vectors are then compared. All pages are kept in memory
// once read.
import { join } from "node:path";
import Database from "better-sqlite3";
import * as sqliteVec from "sqlite-vec";
import { DIMENSIONS, readVectors, vectorAt } from "../corpus-files.mjs";

/** Number of candidates, as Lydian takes for the top ten. */
const CANDIDATES = 1_000;
const FLOATS = `embedding float[${DIMENSIONS}] distance_metric=cosine`;
const BITS = `code bit[${DIMENSIONS}]`;
/** Columns, and the conversion of a vector for each. */
const TABLES = {
  float: { columns: [FLOATS], values: ["?"] },
  int8: { columns: [`embedding int8[${DIMENSIONS}] distance_metric=cosine`], values: ["vec_quantize_int8(?, 'unit')"] },
  bits: { columns: [BITS], values: ["vec_quantize_binary(?)"] },
  rescored: { columns: [BITS, FLOATS], values: ["vec_quantize_binary(?)", "?"] },
};
const toBytes = ({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength);

const openDatabase = (home) => {
  const database = new Database(join(home, "sqlite-vec.db"));
  database.pragma("cache_size = -4000000");
  sqliteVec.load(database);
  return database;
};

export async function build({ corpus, home, variant }) {
  const database = openDatabase(home);
  const { columns, values } = TABLES[variant];
  const names = columns.map((column) => column.split(" ")[0]);
  database.exec(`CREATE VIRTUAL TABLE vectors USING vec0(${columns.join(", ")})`);
  const add = database.prepare(`INSERT INTO vectors(rowid, ${names.join(", ")}) VALUES (?, ${values.join(", ")})`);
  database.transaction(() => {
    for (const { first, vectors } of readVectors(corpus))
      for (let row = 0; row * DIMENSIONS < vectors.length; row++)
        add.run(BigInt(first + row + 1), ...names.map(() => toBytes(vectorAt(vectors, row))));
  })();
  database.close();
}

const NEAREST = {
  float: "SELECT rowid FROM vectors WHERE embedding MATCH ? AND k = 10 ORDER BY distance",
  int8: "SELECT rowid FROM vectors WHERE embedding MATCH vec_quantize_int8(?, 'unit') AND k = 10 ORDER BY distance",
  bits: "SELECT rowid FROM vectors WHERE code MATCH vec_quantize_binary(?) AND k = 10 ORDER BY distance",
  // This query follows the documentation of sqlite-vec.
  rescored: `
    WITH candidates AS (
      SELECT rowid, embedding FROM vectors
      WHERE code MATCH vec_quantize_binary(?) AND k = ${CANDIDATES} ORDER BY distance)
    SELECT rowid FROM candidates ORDER BY vec_distance_cosine(embedding, ?) LIMIT 10`,
};

export async function open({ home, variant }) {
  const nearest = openDatabase(home).prepare(NEAREST[variant]);
  const uses = NEAREST[variant].split("?").length - 1;
  return { vectors: (vector) => nearest.all(...Array(uses).fill(toBytes(vector))).map(({ rowid }) => rowid - 1) };
}
