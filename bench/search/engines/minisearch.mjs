// MiniSearch: BM25+ (its own formula with its default parameters), stored as JSON.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import MiniSearch from "minisearch";
import { readTexts } from "../corpus-files.mjs";

const settings = {
  fields: ["text"],
  storeFields: [],
  tokenize: (text) => text.split(" "),
  processTerm: (term) => term,
};

export async function build({ corpus, home }) {
  const index = new MiniSearch(settings);
  for (const { first, texts } of readTexts(corpus)) index.addAll(texts.map((text, at) => ({ id: first + at, text })));
  writeFileSync(join(home, "minisearch.json"), JSON.stringify(index));
}

export async function open({ home }) {
  const index = MiniSearch.loadJSON(readFileSync(join(home, "minisearch.json"), "utf8"), settings);
  return {
    words: (terms) =>
      index
        .search(terms.join(" "), { combineWith: "OR" })
        .slice(0, 50)
        .map(({ id }) => id),
  };
}
