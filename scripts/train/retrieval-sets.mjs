// Lists the retrieval data sets, and which of their questions are used for choices (training data) or only for reports.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { addCorpus } from "../../dist/evaluate/add-corpus.js";
import { readBeir } from "../../dist/evaluate/data-sets/read-beir.js";
import { openLydian } from "../../dist/index.js";
import { dataFolder } from "./read-squad.mjs";

const { signal } = new AbortController();

/** Splits the queries by the first byte of the SHA-256 of their id: even ones are for choices, odd ones for reports. */
const isOfChoosingHalf = ({ id }) => createHash("sha256").update(id).digest()[0] % 2 === 0;

const articleOf = (id) => id.slice(0, id.lastIndexOf("#"));

const splitOfArticle = () => {
  const splits = JSON.parse(readFileSync(path.join(dataFolder, "answers/squad2-split.json"), "utf8"));
  return ({ grades }, split) => {
    const [paragraph = ""] = grades.keys();
    return splits[split].includes(articleOf(paragraph));
  };
};

/**
 * Returns `{name, folder, corpus, isAsked, hasArticles}` for each set: the folders of its queries and its corpus, which
 * queries are asked, and whether its documents are passages `ARTICLE#NUMBER` of articles.
 */
export function retrievalSets(purpose) {
  const isChoosing = purpose === "choose";
  const isOfArticle = splitOfArticle();
  const half = (query) => isOfChoosingHalf(query) === isChoosing;
  const all = () => true;
  return [
    isChoosing
      ? { name: "scifact-train", folder: "scifact-train", corpus: "scifact", isAsked: all }
      : { name: "scifact", folder: "scifact", corpus: "scifact", isAsked: all },
    { name: "nq-oracle", folder: "nq-oracle", corpus: "nq-oracle", isAsked: half },
    { name: "covidqa", folder: "covidqa", corpus: "covidqa", isAsked: half, hasArticles: true },
    {
      name: "squad2",
      folder: "squad2",
      corpus: "squad2",
      isAsked: (query) => isOfArticle(query, isChoosing ? "train" : "report"),
      hasArticles: true,
    },
    ...(isChoosing ? [] : [{ name: "hotpotqa100", folder: "hotpotqa100", corpus: "hotpotqa100", isAsked: all }]),
  ];
}

/**
 * Returns the questions with every passage of the answering article as relevant. This makes a set where many documents
 * are about the subject of a question without its words, which the other sets lack.
 */
export function gradeWholeArticles({ corpus }, questions) {
  const lines = readFileSync(path.join(dataFolder, "retrieval", corpus, "corpus.jsonl"), "utf8")
    .trim()
    .split("\n");
  const byArticle = new Map();
  for (const { _id: id } of lines.map((line) => JSON.parse(line)))
    byArticle.set(articleOf(id), [...(byArticle.get(articleOf(id)) ?? []), [id, 1]]);
  const whole = (id) => byArticle.get(articleOf(id)) ?? [];
  return questions.map((question) => ({ ...question, grades: new Map([...question.grades.keys()].flatMap(whole)) }));
}

/**
 * Opens the embedded corpus of a set. The folder `stores` keeps the stores, so that the next run only searches. Without
 * it, the store is made for this run and then removed.
 *
 * @returns  `{lydian, directory, collection, corpusIds, queries, close}`
 */
export async function openSet({ folder, corpus, isAsked }, { stores, settings }) {
  const root = stores ?? mkdtempSync(path.join(os.tmpdir(), "lydian-train-"));
  const directory = path.join(root, corpus);
  mkdirSync(directory, { recursive: true });
  const at = (name) => path.join(dataFolder, "retrieval", name);
  if (!existsSync(at(folder))) {
    console.error(`error: ${at(folder)} is missing.\nhint: Set LYDIAN_DATA to the folder with the test data.`);
    process.exit(1);
  }
  const dataSet = await readBeir({ folder: at(folder), corpus: at(corpus) }, signal);
  const lydian = await openLydian({ store: directory, settings });
  const added = await addCorpus({ lydian, dataSet, embed: true, onProgress: undefined }, signal);
  const close = async () => {
    await lydian.close();
    if (stores === undefined) rmSync(root, { recursive: true, force: true });
  };
  return { lydian, directory, ...added, queries: dataSet.queries.filter(isAsked), close };
}
