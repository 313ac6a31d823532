// Writes the bundled embedder's model.onnx from the published file, for the same vectors in less time:
//
//   node scripts/rewrite-embedder.mjs PUBLISHED_MODEL [OUTPUT]
//
// The card's `sameVectorsAs` is the hash of the published file. `node bench/embed.mjs` compares the vectors of both.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { groupAttention } from "./embedder/group-attention.mjs";
import { readOnnx, writeOnnx } from "./embedder/onnx-file.mjs";

const folder = fileURLToPath(new URL("../models/bge-small-en-v1.5-int8", import.meta.url));
const [published, output = `${folder}/model.onnx`] = process.argv.slice(2);
if (published === undefined) throw new Error("usage: node scripts/rewrite-embedder.mjs PUBLISHED_MODEL [OUTPUT]");

const hashOf = (bytes) => createHash("sha256").update(bytes).digest("hex");
const expected = JSON.parse(readFileSync(`${folder}/model.json`, "utf8")).sameVectorsAs;
const bytes = readFileSync(published);
if (hashOf(bytes) !== expected)
  throw new Error(`${published} is not the published model, whose SHA-256 is ${expected}`);

const rewritten = writeOnnx(groupAttention(readOnnx(bytes)));
writeFileSync(output, rewritten);
console.log(`${output}: ${rewritten.length} bytes, SHA-256 ${hashOf(rewritten)}`);
