// Draws comments, messages and test names at random, to be read as a stranger would: is each clear at first reading?
//
//   node scripts/draw-texts.mjs [--seed 1] [--comments 60] [--messages 30] [--tests 30]
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
    comments: { type: "string", default: "60" },
    messages: { type: "string", default: "30" },
    tests: { type: "string", default: "30" },
  },
});

const files = execFileSync("git", ["ls-files", "src", "web", "test"], { cwd: root, encoding: "utf8" })
  .split("\n")
  .filter((path) => /\.(ts|tsx)$/.test(path) && !path.includes("/fixtures/") && !path.endsWith(".d.ts"));

/** Names of properties and methods whose text a person reads. */
const MESSAGE_NAMES = new Set(["message", "hint", "why", "summary", "description", "describe", "title", "label"]);
/** Minimum number of words of a text that may be drawn. */
const MIN_WORDS = 4;

const comments = [];
const messages = [];
const tests = [];
for (const path of files) {
  const text = readFileSync(join(root, path), "utf8");
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  const place = (node) => `${path}:${tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1}`;
  const isTest = path.endsWith(".test.ts");
  if (!isTest && !path.startsWith("test/")) comments.push(...commentsIn(path, text, tree));
  const visit = (node) => {
    if (isTest && isTestName(node)) tests.push({ place: place(node), text: fullNameOf(node) });
    else if (!isTest && isMessage(node)) messages.push({ place: place(node), text: textOf(node, tree) });
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

function textOf(node, tree) {
  return ts.isStringLiteralLike(node) ? node.text : node.getText(tree).replace(/\s*\n\s*/g, " ");
}

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

for (const [name, texts, count] of [
  ["comments", comments, values.comments],
  ["messages", messages, values.messages],
  ["test names", tests, values.tests],
]) {
  console.log(`\n${count} of ${texts.length} ${name}, seed ${values.seed}`);
  for (const { place, text } of draw(texts, count)) console.log(`- ${place}  ${text}`);
}
