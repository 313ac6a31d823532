// Measures every claim of the data as the verifier does, with the embedder's cosines.

import { createHash } from "node:crypto";
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openOnnxEmbedder } from "../../dist/adapters/onnx/index.js";
import { createAnalyzer, splitSentences } from "../../dist/engine/text/index.js";
import { compareClaim } from "../../dist/engine/verify/checks/compare-claim.js";

const modelFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../models/bge-small-en-v1.5-int8");
const batch = 32;
const analyzer = createAnalyzer();
export const services = { analyze: (text) => analyzer.analyze(text, "en"), splitSentences };

/**
 * Returns the claims with `features` (see `ClaimFeatures`), `isNearQuote` and `differences`. With `--vectors FILE`, the
 * vectors are kept in FILE and read from there in the next run.
 */
export async function measureClaims(claims) {
  const measured = claims.map((claim) => ({
    ...claim,
    ...compareClaim(services, { sentence: claim.claim, evidence: [claim.evidence] }),
  }));
  const vectors = await embedAll([...new Set(measured.flatMap(({ claim, nearest }) => [claim, ...nearest]))]);
  return measured.map((row) => {
    const own = vectors.get(keyOf(row.claim));
    const cosines = row.nearest.map((text) => dot(own, vectors.get(keyOf(text))));
    return { ...row, features: { ...row.features, cosine: Math.max(0, ...cosines) } };
  });
}

async function embedAll(texts) {
  const { values } = parseArgs({ options: { vectors: { type: "string" } }, strict: false });
  const known = new Map();
  if (values.vectors && existsSync(values.vectors)) {
    for (const line of readFileSync(values.vectors, "utf8").trim().split("\n")) known.set(...JSON.parse(line));
  }
  const missing = texts.filter((text) => !known.has(keyOf(text)));
  if (missing.length === 0) return known;
  const embedder = await openOnnxEmbedder({ folder: modelFolder });
  try {
    for (let start = 0; start < missing.length; start += batch) {
      console.error(`${start} of ${missing.length} texts embedded`);
      const part = missing.slice(start, start + batch);
      const vectors = await embedder.embedDocuments(part, new AbortController().signal);
      const lines = part.map((text, index) => [
        keyOf(text),
        [...vectors[index]].map((value) => Number(value.toFixed(5))),
      ]);
      for (const line of lines) known.set(...line);
      if (values.vectors) appendFileSync(values.vectors, `${lines.map((line) => JSON.stringify(line)).join("\n")}\n`);
    }
  } finally {
    await embedder.close();
  }
  return known;
}

function keyOf(text) {
  return createHash("sha1").update(text).digest("hex");
}

function dot(one, other) {
  return one.reduce((sum, value, index) => sum + value * other[index], 0);
}
