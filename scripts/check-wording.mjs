// Checks that comments, messages and documents are in plain English (STYLE): no phrase of the list, doc comments that
// start with a verb or a noun, and sentences of a readable length.
//
//   node scripts/check-wording.mjs [PATH …]     default: everything; PATH is a file or a folder
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, extname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import ts from "typescript";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const CODE = [".ts", ".tsx", ".mjs"];
const SKIPPED_FOLDERS = new Set(["node_modules", "dist", "fixtures", "results", "images", "handbook"]);
/** File with the hashes of texts without a fault, which are not read again. */
const CACHE = join(root, "node_modules", ".cache", "lydian", "wording.json");
const DEFAULT_PATHS = ["src", "web", "test", "scripts", "bench", "examples", "docs", "models"];

/** Maximum number of words in a sentence of a comment, and of a document. */
const MAX_COMMENT_WORDS = 30;
const MAX_DOCUMENT_WORDS = 30;

/** Phrases that a reader must decode, each with the plain one. */
export const phrases = [
  [/\bcan not\b/i, "cannot"],
  [/\bwhoever\b/i, "anyone who"],
  [/\bmend(s|ed|ing)?\b/i, "fix"],
  [/\bgo(es|ing)? on with\b/i, "continue"],
  [/\bin (its|their) place\b/i, "instead"],
  [/\b(is|are|was|were|be) told to\b/i, "say what is called or set"],
  [/\bis told (of|that)\b/i, "receives"],
  [/\bthe most that\b/i, "maximum"],
  [/\bleft alone\b/i, "by default, or unchanged"],
  [/\b(bring|brings|brought|bringing|kept?|keeps|keeping)\b[^.]{0,30}\bin step\b/i, "sync"],
  [/\bfrom which on\b/i, "above which"],
  [/\bcomes? then\b/i, "further"],
  [/\bsomebody else's\b/i, "another author's"],
  [/\bof so many\b/i, "share of"],
  [/\bin so far as\b/i, "as far as"],
  [/\bit is so that\b/i, "state it"],
  [/\bhas gone\b/i, "is gone, was removed, or no longer exists"],
  [/\bhow it came about\b/i, "origin"],
  [/(?<=\S\s)(?<!\b[Tt]here\s)\b(is|are) no (?!longer|more|less|better|worse)\w+/, "is not a"],
  [/\bstands? ((only|almost only|also|still|together) )?in\b(?! for\b)/i, "is in, or occurs in"],
  [
    /\bof (its|their|one's) own\b(?! (?!in|and|or|for|with|if|that|which|is|are|at|on|to|rather|counts)[a-z])/i,
    "separate",
  ],
  [/\b(of|from|with|for|by|than|into|over|to) what (is|are|was|were)\b/i, "name the thing"],
  [/(?:^|[.:;]\s)\s*What (is|are|was|were) [^?#:]*\.(\s|$)/, "name the thing"],
];

/** Words that begin a fragment instead of a sentence with a verb or a noun. */
const fragment =
  /^(Of|What|How|With|Without|For|As|So|That|Where|Who|Whose|Which|In|By|From|To|At|Among|Told|Those|Also|Like|Since|Because|Until|Over|Under|Between|Beside|Besides|On|Left|Now|Not|Then|Here|There|And|But|Or|Else)\b/;

/** Returns one line a fault: `path:line  what is wrong`. */
export function wordingFaults(path, text) {
  const faults = CODE.includes(extname(path)) ? codeFaults(path, text) : documentFaults(text);
  return faults.map(({ line, message }) => `${path}:${line}  ${message}`);
}

function codeFaults(path, text) {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  const lineOf = (position) => tree.getLineAndCharacterOfPosition(position).line + 1;
  const faults = [];

  for (const { start, comment } of commentsOf(text, tree)) {
    const prose = proseOf(comment);
    for (const message of [...phraseFaults(prose), ...longSentences(prose, MAX_COMMENT_WORDS)])
      faults.push({ line: lineOf(start), message });
    const first = prose.trimStart();
    if (comment.startsWith("/**") && fragment.test(first))
      faults.push({
        line: lineOf(start),
        message: `begins with "${first.split(/\s/)[0]}": start with a verb or a noun`,
      });
  }

  // The texts of a test are data; only its names are read.
  const isTest = path.endsWith(".test.ts");
  const visit = (node) => {
    if (isText(node) && (!isTest || isTestName(node)))
      for (const message of phraseFaults(node.text)) faults.push({ line: lineOf(node.getStart(tree)), message });
    if (ts.isIdentifier(node) && /^(MOST|LEAST)_/.test(node.text))
      faults.push({ line: lineOf(node.getStart(tree)), message: `${node.text}: use MAX_ or MIN_` });
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return faults;
}

function isText(node) {
  return (
    ts.isStringLiteralLike(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddleOrTemplateTail(node) ||
    ts.isJsxText(node)
  );
}

function isTestName(node) {
  return ts.isCallExpression(node.parent) && /^(it|describe)\b/.test(node.parent.expression.getText());
}

/** Lists the comments of a source, with neighbouring line comments joined to one. */
function commentsOf(text, tree) {
  const comments = [];
  const seen = new Set();
  const add = (ranges) => {
    for (const { pos, end } of ranges ?? []) {
      if (seen.has(pos)) continue;
      seen.add(pos);
      comments.push({ start: pos, end, comment: text.slice(pos, end) });
    }
  };
  const visit = (node) => {
    add(ts.getLeadingCommentRanges(text, node.getFullStart()));
    add(ts.getTrailingCommentRanges(text, node.end));
    for (const child of node.getChildren(tree)) visit(child);
  };
  visit(tree);

  const joined = [];
  for (const comment of comments.sort((a, b) => a.start - b.start)) {
    const before = joined.at(-1);
    const isNext =
      before?.comment.startsWith("//") &&
      comment.comment.startsWith("//") &&
      /^\s*$/.test(text.slice(before.end, comment.start));
    if (isNext) Object.assign(before, { end: comment.end, comment: `${before.comment}\n${comment.comment}` });
    else joined.push({ ...comment });
  }
  return joined;
}

/** Returns the words of a comment, without its signs, code, tags' names and examples. */
function proseOf(comment) {
  return comment
    .replace(/^\/\*\*?|\*\/$/g, "")
    .replace(/^\s*(\*|\/\/)( {3,}\S.*)?/gm, "")
    .replace(/```[\s\S]*?```/g, "")
    .replace(/`[^`]*`/g, "code")
    .replace(/@(param|returns?|throws|see|default|example)\s*(\{[^}]*\})?\s*\S*/g, "\n\n");
}

function documentFaults(text) {
  const prose = text
    .replace(/```[\s\S]*?```/g, (block) => block.replace(/[^\n]/g, ""))
    .replace(/`[^`\n]*`/g, "code")
    .replace(/\]\([^)]*\)/g, "]");
  const faults = [];
  const lines = prose.split("\n");
  for (const [index, line] of lines.entries())
    for (const message of phraseFaults(line)) faults.push({ line: index + 1, message });
  let start = 0;
  for (const paragraph of prose.split(/\n(?=\s*\n|\s*[-*|#>]|\s*\d+\. )/)) {
    if (!/^\s*[|#]/.test(paragraph))
      for (const message of longSentences(paragraph, MAX_DOCUMENT_WORDS)) faults.push({ line: start + 1, message });
    start += paragraph.split("\n").length;
  }
  return faults;
}

function phraseFaults(prose) {
  return phrases.flatMap(([pattern, plain]) => {
    const match = pattern.exec(prose);
    return match === null ? [] : [`"${match[0]}": ${plain}`];
  });
}

/**
 * Sentences end with a full stop, a colon, a semicolon, an empty line or an item of a list. Numbers and signs are not
 * words, and a sentence with more than eight commas is an enumeration.
 */
function longSentences(prose, maxWords) {
  return prose
    .split(/(?<=[.!?;:][*)”"]{0,3})\s+|\n\s*\n|\n\s*[-*] /)
    .filter((sentence) => sentence.split(",").length <= 9)
    .map((sentence) =>
      sentence
        .trim()
        .split(/\s+/)
        .filter((word) => /\p{L}{2}/u.test(word)),
    )
    .filter((words) => words.length > maxWords)
    .map((words) => `a sentence of ${words.length} words: "${words.slice(0, 6).join(" ")} …"`);
}

function filesOf(path) {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED_FOLDERS.has(entry.name)) return [];
    const full = join(path, entry.name);
    if (entry.isDirectory()) return filesOf(full);
    return [...CODE, ".md"].includes(extname(entry.name)) ? [full] : [];
  });
}

/** Checks files and folders; without any, the whole project. */
export function checkWording(paths = []) {
  const top = readdirSync(root).filter((name) => name.endsWith(".md"));
  const chosen = paths.length > 0 ? paths : [...DEFAULT_PATHS, ...top].map((path) => join(root, path));
  const known = readCache();
  const clean = [];
  const faults = chosen.flatMap(filesOf).flatMap((file) => {
    const path = relative(root, file);
    const text = readFileSync(file, "utf8");
    const key = createHash("sha256").update(`${rulesHash} ${path}\n${text}`).digest("base64");
    const found = known.has(key) ? [] : wordingFaults(path, text);
    if (found.length === 0) clean.push(key);
    return found;
  });
  if (paths.length === 0) writeCache(clean);
  return faults;
}

/** Hash of this file, since other rules find other faults. */
const rulesHash = createHash("sha256")
  .update(readFileSync(fileURLToPath(import.meta.url)))
  .digest("base64");

function readCache() {
  return new Set(existsSync(CACHE) ? JSON.parse(readFileSync(CACHE, "utf8")) : []);
}

function writeCache(keys) {
  mkdirSync(dirname(CACHE), { recursive: true });
  const whole = `${CACHE}.${process.pid}`;
  writeFileSync(whole, JSON.stringify(keys));
  renameSync(whole, CACHE);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const faults = checkWording(process.argv.slice(2));
  for (const fault of faults) console.log(fault);
  if (faults.length > 0) console.log(`${faults.length} faults`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
