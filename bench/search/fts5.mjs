// SQLite FTS5 with its bm25(): without the texts (content=''), in one segment, all pages kept in memory once read.
import { join } from "node:path";
import Database from "better-sqlite3";
import { readCorpus } from "./corpus-files.mjs";

const openDatabase = (folder) => {
  const database = new Database(join(folder, "fts5.db"));
  database.pragma("cache_size = -4000000");
  return database;
};

/** @returns how large the index is */
export async function build(folder) {
  const { texts } = readCorpus(folder);
  const database = openDatabase(folder);
  database.exec("CREATE VIRTUAL TABLE words USING fts5(body, content='', detail='full')");
  const add = database.prepare("INSERT INTO words(rowid, body) VALUES (?, ?)");
  database.transaction(() => {
    for (const [row, text] of texts.entries()) add.run(row + 1, text);
  })();
  database.exec("INSERT INTO words(words) VALUES ('optimize')");
  const indexBytes = database.pragma("page_count", { simple: true }) * database.pragma("page_size", { simple: true });
  database.close();
  return { indexBytes };
}

export async function open(folder) {
  const database = openDatabase(folder);
  const found = database.prepare("SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words) LIMIT 50");
  return { words: async (terms) => found.all(terms.join(" OR ")).map(({ rowid }) => rowid - 1) };
}
