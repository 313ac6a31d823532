// Reads the claims that verification is trained and measured on: sentences, their evidence, and whether people found
// them supported.

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { dataFolder } from "./read-squad.mjs";

/** Data sets by name: the file, the field that groups claims, and the purpose if the whole file has one. */
const sets = {
  "qags-cnndm": { file: "qags-cnndm", group: ({ context }) => context },
  "qags-xsum": { file: "qags-xsum", group: ({ context }) => context },
  wice: { file: "wice-oracle-chunk-dev", group: ({ group }) => group },
  "scifact-train": { file: "scifact-nli-train", split: "train" },
  "scifact-dev": { file: "scifact-nli-dev", split: "report" },
};

/**
 * Returns `{set, split, claim, evidence, isSupported, isContradicted}` for each claim. The split is `train` or
 * `report`: SciFact's files decide for its claims, and the parity of the article's hash decides for the others.
 */
export function readClaims() {
  return Object.entries(sets).flatMap(([set, { file, group, split }]) =>
    readRows(file).map((row) => ({
      set: set.startsWith("scifact") ? "scifact" : set,
      split: split ?? splitOf(group(row)),
      claim: joinNumbers(row.claim),
      evidence: joinNumbers(row.context),
      isSupported: row.label === 1 || row.label === "SUPPORT",
      isContradicted: row.label === "CONTRADICT",
    })),
  );
}

/** Removes the spaces that QAGS has between tokens: "235, 000", "7. 8", "two - week". */
function joinNumbers(text) {
  return text
    .replace(/(?<=\d), (?=\d{3}\b)|(?<=\d)\. (?=\d)|(?<=[$£€]) (?=\d)/g, (mark) => mark.trim())
    .replace(/(?<=\w) - (?=\w)/g, "-");
}

function splitOf(text) {
  return createHash("sha256").update(text).digest()[0] % 2 === 0 ? "train" : "report";
}

function readRows(name) {
  const file = path.join(dataFolder, "faithfulness", `${name}.jsonl`);
  if (!existsSync(file)) {
    console.error(`error: ${file} is missing.\nhint: Set LYDIAN_DATA to the folder with the test data.`);
    process.exit(1);
  }
  return readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}
