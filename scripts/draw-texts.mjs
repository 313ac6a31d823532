// Draws texts of every kind at random, to be read as a stranger would: is each clear at first reading?
//
//   node scripts/draw-texts.mjs [--seed 1] [--each 20]      --each: how many texts of each kind
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import ts from "typescript";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    each: { type: "string", default: "20" },
  },
});

const tracked = execFileSync("git", ["ls-files"], { cwd: root, encoding: "utf8" }).split("\n");
const files = tracked
  .filter((path) => /^(src|web|test)\//.test(path))
  .filter((path) => /\.(ts|tsx)$/.test(path) && !path.includes("/fixtures/") && !path.endsWith(".d.ts"));

/** Names of properties and methods whose text a person reads. */
const MESSAGE_NAMES = new Set(["message", "hint", "why", "summary", "description", "describe", "title", "label"]);
/** Minimum number of words of a text that may be drawn. */
const MIN_WORDS = 4;

const comments = [];
const messages = [];
const tests = [];
const help = [];
const pageWords = [];
for (const path of files) {
  const text = readFileSync(join(root, path), "utf8");
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  const place = (node) => `${path}:${tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1}`;
  const isTest = path.endsWith(".test.ts");
  if (!isTest && !path.startsWith("test/")) comments.push(...commentsIn(path, text, tree));
  const visit = (node) => {
    if (isTest && isTestName(node)) tests.push({ place: place(node), text: fullNameOf(node) });
    else if (!isTest && isHelp(node)) help.push({ place: place(node), text: textOf(node, tree) });
    else if (!isTest && isMessage(node)) messages.push({ place: place(node), text: textOf(node, tree) });
    else if (!isTest && isPageText(node)) pageWords.push({ place: place(node), text: onOneLine(node.text) });
    ts.forEachChild(node, visit);
  };
  visit(tree);
}

/** Lists the comments of a file; those of a signature or an expression count once. */
function commentsIn(path, text, tree) {
  const found = new Map();
  const visit = (node) => {
    for (const { pos, end } of joinLines(text, ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []))
      found.set(pos, {
        place: `${path}:${tree.getLineAndCharacterOfPosition(pos).line + 1}`,
        text: text.slice(pos, end).replace(/\s*\n\s*(\*|\/\/)?/g, " "),
      });
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return [...found.values()].filter((comment) => comment.text.split(" ").length >= MIN_WORDS);
}

/** Joins line comments that follow each other to one comment. */
function joinLines(text, ranges) {
  const joined = [];
  for (const { pos, end } of ranges) {
    const before = joined.at(-1);
    const isNext = before !== undefined && /^\n[ \t]*$/.test(text.slice(before.end, pos));
    if (isNext && text.startsWith("//", before.pos) && text.startsWith("//", pos)) before.end = end;
    else joined.push({ pos, end });
  }
  return joined;
}

function isTestName(node) {
  if (!ts.isStringLiteralLike(node) || !ts.isCallExpression(node.parent) || node.parent.arguments[0] !== node)
    return false;
  return /^(it|test)\b/.test(node.parent.expression.getText());
}

/** Joins a test's name to those of the suites around it, as a report prints it. */
function fullNameOf(name) {
  const names = [name.text];
  for (let node = name.parent.parent; node !== undefined; node = node.parent) {
    if (!ts.isCallExpression(node) || !/^describe\b/.test(node.expression.getText())) continue;
    const [title] = node.arguments;
    if (title !== undefined && ts.isStringLiteralLike(title)) names.unshift(title.text);
  }
  return names.join(" > ");
}

function isMessage(node) {
  if (!ts.isStringLiteralLike(node) && !ts.isTemplateExpression(node)) return false;
  const { parent } = node;
  const isEnough = node.getText().split(" ").length >= MIN_WORDS;
  if (ts.isPropertyAssignment(parent)) return isEnough && MESSAGE_NAMES.has(parent.name.getText());
  if (ts.isNewExpression(parent)) return isEnough && /Error$/.test(parent.expression.getText());
  if (!ts.isCallExpression(parent)) return false;
  const called = parent.expression;
  return (
    isEnough &&
    (ts.isPropertyAccessExpression(called)
      ? MESSAGE_NAMES.has(called.name.text)
      : called.kind === ts.SyntaxKind.SuperKeyword)
  );
}

/** Texts that `--help` prints: summaries, descriptions, arguments and options of a command. */
function isHelp(node) {
  if (!ts.isStringLiteralLike(node) || node.text.split(" ").length < MIN_WORDS) return false;
  const { parent } = node;
  if (ts.isNewExpression(parent)) return parent.expression.getText() === "Option";
  if (!ts.isCallExpression(parent) || !ts.isPropertyAccessExpression(parent.expression)) return false;
  return (
    ["summary", "description", "option", "argument", "addHelpText"].includes(parent.expression.name.text) &&
    parent.getSourceFile().fileName.startsWith("src/apps/cli/")
  );
}

function isPageText(node) {
  return ts.isJsxText(node) && onOneLine(node.text).split(" ").length >= MIN_WORDS;
}

function onOneLine(text) {
  return text.replace(/\s+/g, " ").trim();
}

function textOf(node, tree) {
  return ts.isStringLiteralLike(node) ? node.text : onOneLine(node.getText(tree));
}

/** Lists the headings of the documents. */
function headingsIn(path) {
  return readFileSync(join(root, path), "utf8")
    .split("\n")
    .flatMap((line, index) => (/^#{1,6} /.test(line) ? [{ place: `${path}:${index + 1}`, text: line }] : []));
}

const headings = tracked.filter((path) => path.endsWith(".md") && !path.includes("/fixtures/")).flatMap(headingsIn);

/** Takes the texts whose place hashes lowest with the seed, so that a draw repeats on every machine. */
function draw(texts, count) {
  const keyOf = ({ place, text }) =>
    createHash("sha256")
      .update(`${values.seed}\n${place.split(":")[0]}\n${text}`)
      .digest("hex");
  return texts
    .map((one) => ({ ...one, key: keyOf(one) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .slice(0, Number(count));
}

for (const [kind, texts] of Object.entries({
  comments,
  messages,
  "test names": tests,
  headings,
  "help texts": help,
  "texts of the page": pageWords,
})) {
  console.log(`\n${values.each} of ${texts.length} ${kind}, seed ${values.seed}`);
  for (const { place, text } of draw(texts, values.each)) console.log(`- ${place}  ${text}`);
}
