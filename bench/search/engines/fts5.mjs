// SQLite FTS5 with its bm25(): without the texts (content=''), in one segment, all pages kept in memory once read.
import { join } from "node:path";
import Database from "better-sqlite3";
import { readTexts } from "../corpus-files.mjs";

const openDatabase = (home) => {
  const database = new Database(join(home, "fts5.db"));
  database.pragma("cache_size = -4000000");
  return database;
};

export async function build({ corpus, home }) {
  const database = openDatabase(home);
  database.exec("CREATE VIRTUAL TABLE words USING fts5(body, content='', detail='full')");
  const add = database.prepare("INSERT INTO words(rowid, body) VALUES (?, ?)");
  database.transaction(() => {
    for (const { first, texts } of readTexts(corpus))
      for (const [index, text] of texts.entries()) add.run(first + index + 1, text);
  })();
  database.exec("INSERT INTO words(words) VALUES ('optimize')");
  database.close();
}

export async function open({ home }) {
  const database = openDatabase(home);
  const found = database.prepare("SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words) LIMIT 50");
  return { words: (terms) => found.all(terms.join(" OR ")).map(({ rowid }) => rowid - 1) };
}
