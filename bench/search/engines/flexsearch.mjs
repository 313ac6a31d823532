// FlexSearch: whole words, ranked by its own score, which is not BM25; `suggest` lets a text lack some of the words.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import FlexSearch from "flexsearch";
import { readTexts } from "../corpus-files.mjs";

const createIndex = () => new FlexSearch.Index({ tokenize: "strict", encode: (text) => text.split(" ") });

export async function build({ corpus, home }) {
  const index = createIndex();
  for (const { first, texts } of readTexts(corpus))
    for (const [at, text] of texts.entries()) index.add(first + at, text);
  await index.export((key, data) => {
    if (data !== undefined) writeFileSync(join(home, key), data);
  });
}

export async function open({ home }) {
  const index = createIndex();
  for (const key of readdirSync(home)) await index.import(key, readFileSync(join(home, key), "utf8"));
  return { words: (terms) => index.search(terms.join(" "), { limit: 50, suggest: true }) };
}
