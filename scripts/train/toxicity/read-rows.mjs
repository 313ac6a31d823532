// Reads the rows that the toxicity model is trained on: labelled messages and harmless texts.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { loadTypeScript } from "../../../bench/load-typescript.mjs";
import { readFeatures } from "../../../dist/guard/checks/toxicity/read-features.js";
import { TOXICITY_CLASSES } from "../../../dist/guard/checks/toxicity/toxicity-model.js";
import { harmlessTemplates } from "./harmless-templates.mjs";

const { readMessages } = await loadTypeScript("bench/guards/toxicity-messages.ts");

/** Sources of harmless texts: questions of many people, encyclopedia and medicine. */
const harmlessSources = new Set(["squad1.1-dev", "medquad", "pubmedqa", "scifact-train", "nq-oracle", "trecqa-train"]);
/** Share of the passages that is read. Questions are read all, since they are shorter and more like messages. */
const PASSAGE_SHARE = 0.15;

/** Returns a number from 0 to 1 that depends on a text only. */
export function shareOf(text, offset = 0) {
  return createHash("sha256").update(text).digest().readUInt32BE(offset) / 2 ** 32;
}

/** Returns the labelled messages of a part, each with its features. */
export function readLabelled(folder, part) {
  return readMessages(folder, part).map(({ text, label }) => ({
    text,
    label: TOXICITY_CLASSES.indexOf(label),
    features: readFeatures(text),
  }));
}

/** Returns questions and pieces of passages that nobody would call offensive, for training and for development. */
export function readHarmless(folder) {
  const lines = gunzipSync(readFileSync(path.join(folder, "rerank/train.jsonl.gz")))
    .toString()
    .trim()
    .split("\n");
  const texts = new Set();
  for (const { source, query, passage } of lines.map((line) => JSON.parse(line))) {
    if (!harmlessSources.has(source)) continue;
    texts.add(query);
    for (const text of [passage.slice(0, 280), passage.slice(280, 560)]) {
      if (text.length >= 15 && shareOf(text) < PASSAGE_SHARE) texts.add(text);
    }
  }
  const rows = [...texts].map((text) => ({ text, label: 0, features: readFeatures(text) }));
  return {
    training: rows.filter(({ text }) => shareOf(text, 8) >= 0.3),
    development: rows.filter(({ text }) => shareOf(text, 8) < 0.3),
  };
}

/** Returns harmless sentences about people. The features leave out words for identities, so the sentences have none. */
export function writeHarmless() {
  return harmlessTemplates.map((text) => ({ text, label: 0, features: readFeatures(text) }));
}

/** Returns the first words of harmless texts, since headings and cells of tables are short, and messages are not. */
export function shortenTexts(rows) {
  const texts = rows.map(({ text }, index) =>
    text
      .split(/\s+/)
      .slice(index % 2, 1 + (index % 4))
      .join(" "),
  );
  return [...new Set(["", ...texts])].map((text) => ({ text, label: 0, features: readFeatures(text) }));
}
