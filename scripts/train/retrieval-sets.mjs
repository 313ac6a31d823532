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

const splitOfArticle = () => {
  const splits = JSON.parse(readFileSync(path.join(dataFolder, "answers/squad2-split.json"), "utf8"));
  return ({ grades }, split) => {
    const [paragraph = ""] = grades.keys();
    return splits[split].includes(paragraph.slice(0, paragraph.lastIndexOf("#")));
  };
};

/** Returns `{name, folder, corpus, isAsked}` for each set: the folders of its queries and its corpus, and which queries are asked. */
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
    { name: "covidqa", folder: "covidqa", corpus: "covidqa", isAsked: half },
    {
      name: "squad2",
      folder: "squad2",
      corpus: "squad2",
      isAsked: (query) => isOfArticle(query, isChoosing ? "train" : "report"),
    },
    ...(isChoosing ? [] : [{ name: "hotpotqa100", folder: "hotpotqa100", corpus: "hotpotqa100", isAsked: all }]),
  ];
}

/**
 * Opens the embedded corpus of a set. The folder `stores` keeps the stores, so that the next run only searches. Without it, the
 * store is made for this run and then removed.
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
