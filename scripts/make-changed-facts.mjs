// Makes src/engine/verify/fixtures/changed-facts.json: 300 sentences that are wrong in one fact, and the 300 correct
// sentences, from the example handbook and the example pages.
//
//   node scripts/make-changed-facts.mjs

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { changeFacts } from "./train/change-facts.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const target = path.join(root, "src/engine/verify/fixtures/changed-facts.json");
const perKind = 60;
const seed = 6;

const texts = ["examples/handbook", "test/fixtures/pages"].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true })
    .filter((name) => /\.(?:md|txt|html)$/.test(name))
    .toSorted()
    .map((name) => readText(path.join(root, folder, name))),
);
const pairs = changeFacts(texts, { perKind, seed });
mkdirSync(path.dirname(target), { recursive: true });
writeFileSync(target, `${JSON.stringify({ texts, pairs }, null, 2)}\n`);
console.log(`${pairs.length} pairs, of which ${pairs.filter(({ isReworded }) => isReworded).length} reworded`);

function readText(file) {
  const text = readFileSync(file, "utf8").replaceAll("\r\n", "\n");
  if (!file.endsWith(".html")) return text.replace(/^---\n.*?\n---\n/s, "").trim();
  return text
    .replace(/<(style|script|head|nav)\b.*?<\/\1>/gs, "")
    .replace(/<\/(?:p|h\d|li|tr|div|table|ul|ol)>/g, "\n\n")
    .replace(/<[^>]+>/g, " ")
    .replace(
      /&(\w+);/g,
      (_, name) => ({ amp: "&", nbsp: " ", euro: "€", pound: "£", ndash: "–", mdash: "—" })[name] ?? " ",
    )
    .replace(/[ \t]+/g, " ")
    .replace(/\n\s*\n\s*/g, "\n\n")
    .trim();
}
