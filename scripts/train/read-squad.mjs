// Reads the questions and paragraphs that answers are trained and measured on.

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
/** Distance between the questions that are taken from the foreign collection. */
const foreignStep = 2;
/** Questions that the collection cannot answer: to fit on, to choose the threshold with, and to report on. */
const foreignSplits = ["foreign-train", "foreign", "foreign-report"];

export const dataFolder = path.resolve(process.env.LYDIAN_DATA ?? path.join(root, "../shared/data"));

function read(name) {
  const file = path.join(dataFolder, name);
  if (!existsSync(file)) {
    console.error(`error: ${file} is missing.\nhint: Set LYDIAN_DATA to the folder with the test data.`);
    process.exit(1);
  }
  return readFileSync(file, "utf8");
}

function readLines(name) {
  return read(name)
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

/** Returns the paragraphs of all articles, each as a document `{uri, title, text}`. */
export function readParagraphs() {
  return readLines("retrieval/squad2/corpus.jsonl").map(({ _id, title, text }) => ({
    uri: `squad2:${_id}`,
    title,
    text,
  }));
}

/**
 * Returns `{id, split, question, gold, paragraph}` for each question. `gold` is empty if the paragraph does not answer;
 * the splits are `train`, `calibrate`, `report` by article, and `foreign-train`, `foreign`, `foreign-report` of another
 * collection.
 */
export function readQuestions() {
  const splits = JSON.parse(read("answers/squad2-split.json"));
  const splitOf = (title) => ["train", "calibrate", "report"].find((split) => splits[split].includes(title));
  const questions = JSON.parse(read("answers/squad2-dev.json")).data.flatMap(({ title, paragraphs }) =>
    paragraphs.flatMap(({ qas }, number) =>
      qas.map(({ id, question, answers, is_impossible: isImpossible }) => ({
        id,
        split: splitOf(title),
        question,
        gold: isImpossible ? [] : answers.map(({ text }) => text),
        paragraph: `squad2:${title}#${number}`,
      })),
    ),
  );
  const foreign = readLines("retrieval/nq-oracle/queries.jsonl")
    .filter((_, index) => index % foreignStep === 0)
    .map(({ _id, text }, index) => ({
      id: _id,
      split: foreignSplits[index % foreignSplits.length],
      question: text,
      gold: [],
      paragraph: "",
    }));
  return [...questions.filter(({ split }) => split), ...foreign];
}
