// Measures the code itself: files, lines, functions, rooms, arrows between rooms, cycles, and the longest import chain
// from the call `ask` to the postings of the kernel. Prints a table, or JSON with --json.
//
//   node bench/code.mjs [FOLDER] [--json]     FOLDER: another checkout to measure; default: this one
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const here = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = resolve(process.argv.slice(2).find((argument) => !argument.startsWith("--")) ?? here);

const tracked = execFileSync("git", ["ls-files"], { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 26 })
  .split("\n")
  .filter((path) => path !== "" && existsSync(join(folder, path)));
const isTest = (path) => /\.test\.ts$/.test(path) || path.includes("/fixtures/");
const isCode = (path) => /\.(ts|tsx|mjs)$/.test(path);
const sources = tracked.filter((path) => path.startsWith("src/") && path.endsWith(".ts") && !isTest(path));
const texts = new Map(sources.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
const trees = new Map(
  sources.map((path) => [path, ts.createSourceFile(path, texts.get(path), ts.ScriptTarget.ES2023, true)]),
);

const linesOf = (text) => text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
const quantile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;

/** Number, median, 99th percentile and maximum of some lengths in lines. */
function distribution(lengths) {
  const sorted = lengths.toSorted((a, b) => a - b);
  return {
    number: sorted.length,
    median: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99),
    maximum: sorted.at(-1) ?? 0,
  };
}

function visitAll(tree, visitor) {
  const visit = (node) => {
    visitor(node);
    ts.forEachChild(node, visit);
  };
  visit(tree);
}

const functionLines = [];
let spreadLiterals = 0;
let conditionalSpreads = 0;
for (const tree of trees.values())
  visitAll(tree, (node) => {
    if (ts.isFunctionLike(node) && node.body !== undefined) {
      const start = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line;
      functionLines.push(tree.getLineAndCharacterOfPosition(node.end).line - start + 1);
    }
    if (!ts.isSpreadAssignment(node)) return;
    const inner = ts.isParenthesizedExpression(node.expression) ? node.expression.expression : node.expression;
    if (ts.isObjectLiteralExpression(inner)) spreadLiterals += 1;
    else if (ts.isConditionalExpression(inner) && [inner.whenTrue, inner.whenFalse].some(isEmptyObject))
      conditionalSpreads += 1;
  });

function isEmptyObject(node) {
  return ts.isObjectLiteralExpression(node) && node.properties.length === 0;
}

/** Lists what a file imports: `[path, whether only types]`. */
function importsOf(path) {
  const imports = [];
  visitAll(trees.get(path), (node) => {
    const specifier = specifierOf(node);
    if (specifier === undefined || !ts.isStringLiteral(specifier) || !specifier.text.startsWith(".")) return;
    const target = join(dirname(path), specifier.text);
    const typesOnly = node.isTypeOnly || (node.importClause?.isTypeOnly ?? false);
    if (texts.has(target)) imports.push([target, typesOnly]);
  });
  return imports;
}

/** Returns the module that a node imports or exports again, as it is written; undefined for other nodes. */
function specifierOf(node) {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  const isDynamic = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  return isDynamic ? node.arguments[0] : undefined;
}
const graph = new Map(sources.map((path) => [path, importsOf(path)]));

function roomOf(path) {
  const [, first = "", second = ""] = path.split("/");
  if (first.endsWith(".ts")) return first;
  return ["engine", "apps", "adapters"].includes(first) ? `${first}/${second}` : first;
}

/** Groups of nodes that reach one another, with at least two members (Tarjan: Depth-first search, SIAM 1972). */
function cyclesOf(nodes, neighbours) {
  const order = new Map();
  const low = new Map();
  const stack = [];
  const groups = [];
  const connect = (node) => {
    order.set(node, order.size);
    low.set(node, order.get(node));
    stack.push(node);
    for (const next of neighbours(node)) {
      if (!order.has(next)) connect(next);
      if (stack.includes(next)) low.set(node, Math.min(low.get(node), low.get(next)));
    }
    if (low.get(node) !== order.get(node)) return;
    const group = stack.splice(stack.indexOf(node));
    if (group.length > 1) groups.push(group);
  };
  for (const node of nodes) if (!order.has(node)) connect(node);
  return groups;
}

const runtime = (path) => graph.get(path).flatMap(([target, typesOnly]) => (typesOnly ? [] : [target]));
const arrows = new Set(
  [...graph].flatMap(([from, imports]) =>
    imports.flatMap(([to]) => (roomOf(from) === roomOf(to) ? [] : [`${roomOf(from)} → ${roomOf(to)}`])),
  ),
);
const rooms = [...new Set(sources.map(roomOf))].sort();
const roomNeighbours = (room) => rooms.filter((other) => arrows.has(`${room} → ${other}`));

/** Returns the longest chain, and of equal ones the first. A chain may be undefined. */
const longestOf = (chains) =>
  chains.reduce((best, chain) => ((chain?.length ?? 0) > (best?.length ?? 0) ? chain : best), undefined);

/** Longest chain of run-time imports from a file to one that matches, as paths. Files in a cycle are entered once. */
function longestChain(start, isGoal) {
  const known = new Map();
  const search = (path, above) => {
    if (known.has(path)) return known.get(path);
    const rests = runtime(path)
      .filter((next) => !above.has(next))
      .map((next) => search(next, new Set([...above, next])));
    const longest = longestOf(rests);
    const best = longest !== undefined || isGoal(path) ? [path, ...(longest ?? [])] : undefined;
    known.set(path, best);
    return best;
  };
  return search(start, new Set([start])) ?? [];
}

// Its file has other names in other checkouts.
const exportsAsk = (path) => /^export async function ask\(/m.test(readFileSync(join(folder, path), "utf8"));
const ask = sources.find((path) => path.startsWith("src/library/") && exportsAsk(path));
if (ask === undefined) throw new Error("No file of src/library exports a function `ask`.");
const chain = longestChain(ask, (path) => /\/kernel\/lexical\//.test(path));
const count = (paths) => ({
  files: paths.length,
  lines: paths.reduce((sum, path) => sum + linesOf(readFileSync(join(folder, path), "utf8")), 0),
});
const wordsIn = (paths) =>
  paths.reduce((sum, path) => sum + readFileSync(join(folder, path), "utf8").split(/\s+/).filter(Boolean).length, 0);
const documents = tracked.filter((path) => path.endsWith(".md") && !path.startsWith("examples/"));

const report = {
  source: count(sources),
  sourceTests: count(tracked.filter((path) => path.startsWith("src/") && /\.test\.ts$/.test(path))),
  tests: count(tracked.filter((path) => path.startsWith("test/") && isCode(path))),
  page: count(tracked.filter((path) => path.startsWith("web/") && isCode(path) && !isTest(path))),
  benchAndScripts: count(tracked.filter((path) => /^(bench|scripts)\//.test(path) && isCode(path))),
  filesUnder30Lines: [...texts.values()].filter((text) => linesOf(text) < 30).length,
  fileLines: distribution([...texts.values()].map(linesOf)),
  functionLines: distribution(functionLines),
  spreadLiterals,
  conditionalSpreads,
  foldersAtTheTop: new Set(sources.filter((path) => path.split("/").length > 2).map((path) => path.split("/")[1])).size,
  rooms: rooms.filter((room) => !room.startsWith("adapters/")).length,
  arrowsBetweenRooms: arrows.size,
  runtimeCycles: cyclesOf(sources, runtime).length,
  cyclesBetweenRooms: cyclesOf(rooms, roomNeighbours),
  chainFromAskToKernel: { files: chain.length, path: chain },
  words: {
    guides: wordsIn(documents.filter((path) => path.startsWith("docs/guides/"))),
    reference: wordsIn(documents.filter((path) => path.startsWith("docs/reference/"))),
    decisions: wordsIn(documents.filter((path) => path.startsWith("docs/decisions/"))),
    top: wordsIn(documents.filter((path) => !path.includes("/"))),
  },
};

if (process.argv.includes("--json")) console.log(JSON.stringify(report, undefined, 2));
else {
  const cell = (value) =>
    typeof value === "object" && !Array.isArray(value)
      ? Object.entries(value)
          .map(([name, one]) => (Array.isArray(one) ? "" : `${name} ${one}`))
          .filter(Boolean)
          .join(", ")
      : Array.isArray(value)
        ? `${value.length}${value.length > 0 ? `: ${JSON.stringify(value)}` : ""}`
        : String(value);
  for (const [name, value] of Object.entries(report)) console.log(`${name.padEnd(24)} ${cell(value)}`);
  console.log(report.chainFromAskToKernel.path.map((path) => `  ${path}`).join("\n"));
}
