// Measures how much OCR reads at each resolution of a scan, and how well its confidence predicts that.
//
//   npm run build && node bench/ocr.mjs [--json]
//
// Ten pages of examples/handbook/, drawn in one font as pictures of a letter at 100 to 200 dots per inch, and also with
// a scanner's noise and turned by a small and a large angle. Recall counts words with their repeats: Σ min(read, drawn)
// / Σ drawn.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createTesseract } from "../dist/adapters/tesseract/index.js";
import { loadBytes } from "../dist/engine/formats/index.js";

const PAGES = 10;
const LINE = 88;
const LINES = 44;
const POINTS = { width: 612, height: 792, margin: 60, size: 10.5, lead: 15 };
const CONDITIONS = [
  { dots: 100, noise: 0, degrees: 0 },
  { dots: 150, noise: 0, degrees: 0 },
  { dots: 200, noise: 0, degrees: 0 },
  { dots: 100, noise: 40, degrees: 1 },
  { dots: 100, noise: 90, degrees: 2 },
];

const resolve = createRequire(import.meta.url);
const pdfjs = resolve.resolve("pdfjs-dist/package.json");
const { createCanvas, GlobalFonts } = createRequire(pdfjs)("@napi-rs/canvas");
GlobalFonts.registerFromPath(join(dirname(pdfjs), "standard_fonts", "LiberationSans-Regular.ttf"), "Drawn");

/** Returns the first lines of the handbook's Markdown files, without signs, wrapped to a page. */
function readPages() {
  const folder = new URL("../examples/handbook/", import.meta.url);
  const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".md"));
  return files
    .sort()
    .map((name) => wrap(readFileSync(new URL(name, folder), "utf8").replace(/^---\n[\s\S]*?\n---\n/, "")))
    .filter((lines) => lines.length >= 15)
    .slice(0, PAGES);
}

function wrap(text) {
  const lines = [""];
  for (const word of text.replace(/[#*_`|>[\]]|---+/g, " ").split(/\s+/)) {
    if (lines.at(-1).length + word.length >= LINE) lines.push("");
    lines[lines.length - 1] += `${lines.at(-1) === "" ? "" : " "}${word}`;
  }
  return lines.slice(0, LINES);
}

function draw(lines, { dots, noise, degrees }) {
  const scale = dots / 72;
  const [width, height] = [Math.round(POINTS.width * scale), Math.round(POINTS.height * scale)];
  const canvas = createCanvas(width, height);
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.fillStyle = "#000";
  context.rotate((degrees * Math.PI) / 180);
  context.font = `${POINTS.size * scale}px Drawn`;
  for (const [index, line] of lines.entries()) {
    context.fillText(line, POINTS.margin * scale, (POINTS.margin + (index + 1) * POINTS.lead) * scale);
  }
  if (noise > 0) addNoise(context, { width, height, noise });
  return canvas.toBuffer("image/png");
}

/** Adds noise that is the same in every run. */
function addNoise(context, { width, height, noise }) {
  const image = context.getImageData(0, 0, width, height);
  let state = 1;
  for (let at = 0; at < image.data.length; at += 4) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const grain = (state / 2 ** 32 - 0.5) * 2 * noise;
    for (let channel = 0; channel < 3; channel++) image.data[at + channel] += grain;
  }
  context.putImageData(image, 0, 0);
}

function countWords(text) {
  const counts = new Map();
  for (const word of text
    .normalize("NFKC")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

async function measure(pages, condition, ocr) {
  const sums = { words: 0, read: 0, confidence: 0, ms: 0 };
  for (const lines of pages) {
    const bytes = draw(lines, condition);
    const started = performance.now();
    const { text, ocrPages } = await loadBytes({ bytes, uri: "page.png" }, new AbortController().signal, ocr);
    sums.ms += performance.now() - started;
    sums.confidence += ocrPages[0]?.confidence ?? 0;
    const found = countWords(text);
    for (const [word, count] of countWords(lines.join("\n"))) {
      sums.words += count;
      sums.read += Math.min(count, found.get(word) ?? 0);
    }
  }
  return {
    ...condition,
    pages: pages.length,
    words: sums.words,
    recall: sums.read / sums.words,
    confidence: sums.confidence / pages.length,
    secondsAPage: sums.ms / pages.length / 1_000,
  };
}

const pages = readPages();
const ocr = createTesseract();
const results = [];
for (const condition of CONDITIONS) {
  const result = await measure(pages, condition, ocr);
  results.push(result);
  if (process.argv.includes("--json")) continue;
  const { dots, noise, degrees, recall, confidence, secondsAPage } = result;
  console.log(
    `${dots} dots, noise ${noise}, ${degrees}°: recall ${(recall * 100).toFixed(1)} % of ${result.words} words, ` +
      `confidence ${confidence.toFixed(2)}, ${secondsAPage.toFixed(1)} s a page`,
  );
}
await ocr.close();
if (process.argv.includes("--json")) console.log(JSON.stringify(results, null, 2));
