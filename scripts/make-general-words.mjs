// Writes src/engine/text/general-words.json: the 10,000 most frequent English words of four letters and more in the
// vocabulary of the bundled embedding model, which lists them by frequency.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const COUNT = 10_000;
const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const { model } = JSON.parse(readFileSync(path("../models/bge-small-en-v1.5-int8/tokenizer.json"), "utf8"));
const words = Object.entries(model.vocab)
  .sort(([, left], [, right]) => left - right)
  .map(([word]) => word)
  .filter((word) => /^[a-z]{4,}$/.test(word))
  .slice(0, COUNT);
writeFileSync(path("../src/engine/text/general-words.json"), `${JSON.stringify(words.join(" "))}\n`);
