// Measures the code itself: files, lines, functions, rooms, arrows between rooms, cycles, the longest import chain from
// the call `ask` to the postings of the kernel, and, if there is a build, the functions on the stack
// (bench/code/frames.mjs). Prints a table, or JSON with --json.
//
//   node bench/code.mjs [FOLDER] [--json] [--list packs|spreads|cycles|arrows] [--write]
//
// FOLDER is another checkout to measure; the default is this one. With --list, prints the places of one measure. With
// --write, puts the tables into docs/reference/figures.md. JSON is without the functions on the stack.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import ts from "typescript";

const here = dirname(dirname(fileURLToPath(import.meta.url)));
const { values: options, positionals } = parseArgs({
  options: { json: { type: "boolean" }, list: { type: "string" }, write: { type: "boolean" } },
  allowPositionals: true,
});
const folder = resolve(positionals[0] ?? here);

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
const spreads = { objects: [], arrays: [], conditionalInObjects: [], conditionalInArrays: [] };
const packs = [];
for (const [path, tree] of trees) {
  const lineOf = (node) => tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
  const placeOf = (node) => `${path}:${lineOf(node)}`;

  visitAll(tree, (node) => {
    if (ts.isFunctionLike(node) && node.body !== undefined)
      functionLines.push(tree.getLineAndCharacterOfPosition(node.end).line + 2 - lineOf(node));
    const spread = spreadKind(node);
    if (spread !== undefined) spreads[spread].push(placeOf(node));
  });
  for (const { node, fields } of packsOf(tree)) packs.push({ name: node.name.text, place: placeOf(node), fields });
}

/** Names what a spread hides: a literal, or a part that may be absent; undefined for other nodes. */
function spreadKind(node) {
  const isInObject = ts.isSpreadAssignment(node);
  if (!isInObject && !(ts.isSpreadElement(node) && ts.isArrayLiteralExpression(node.parent))) return undefined;
  const value = withoutBrackets(node.expression);
  if (ts.isObjectLiteralExpression(value)) return "objects";
  if (ts.isArrayLiteralExpression(value)) return "arrays";
  return isConditional(value) ? (isInObject ? "conditionalInObjects" : "conditionalInArrays") : undefined;
}

/** Tells whether a value is `x && …`, or a choice with an empty literal. */
function isConditional(value) {
  if (ts.isBinaryExpression(value)) return value.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken;
  return (
    ts.isConditionalExpression(value) &&
    [value.whenTrue, value.whenFalse].map(withoutBrackets).some((side) => {
      const members = ts.isObjectLiteralExpression(side) ? side.properties : side.elements;
      return members?.length === 0;
    })
  );
}

function withoutBrackets(node) {
  return ts.isParenthesizedExpression(node) || ts.isAsExpression(node) ? withoutBrackets(node.expression) : node;
}

/** Lists the types that a file keeps to itself and uses once, as the type of one parameter. */
function packsOf(tree) {
  const uses = new Map();
  visitAll(tree, (node) => {
    if (!ts.isTypeReferenceNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
    const name = (node.typeName ?? node.expression).getText(tree);
    uses.set(name, [...(uses.get(name) ?? []), node]);
  });
  return tree.statements.flatMap((node) => {
    const members = ts.isInterfaceDeclaration(node) ? node.members : node.type?.members;
    const isShape = ts.isInterfaceDeclaration(node) || (ts.isTypeAliasDeclaration(node) && members !== undefined);
    if (!isShape || node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
    const [use, another] = uses.get(node.name.text) ?? [];
    return use !== undefined && another === undefined && ts.isParameter(use.parent)
      ? [{ node, fields: members.length }]
      : [];
  });
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

const topRoomOf = (path) => path.split("/")[1];

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
const withTypes = (path) => graph.get(path).map(([target]) => target);

/** Lists the rooms and the arrows between them, types and dynamic imports included. */
function drawRooms(roomOf) {
  const arrows = new Set(
    [...graph].flatMap(([from, imports]) =>
      imports.flatMap(([to]) => (roomOf(from) === roomOf(to) ? [] : [`${roomOf(from)} → ${roomOf(to)}`])),
    ),
  );
  const rooms = [...new Set(sources.map(roomOf))].sort();
  const neighbours = (room) => rooms.filter((other) => arrows.has(`${room} → ${other}`));
  return { rooms, arrows: [...arrows].sort(), cycles: cyclesOf(rooms, neighbours) };
}
const house = drawRooms(roomOf);
const top = drawRooms(topRoomOf);
const typeCycles = cyclesOf(sources, withTypes).toSorted((a, b) => b.length - a.length);

/** Counts the files and folders directly in each room; tests, fixtures and data count neither. */
function entriesOf(rooms) {
  const entries = new Map(rooms.map((room) => [room, new Set()]));
  for (const path of sources) {
    const [, room, entry] = path.split("/");
    if (entry !== undefined) entries.get(room).add(entry);
  }
  return Object.fromEntries([...entries].filter(([, names]) => names.size > 0).map(([room, { size }]) => [room, size]));
}

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
/** Counts the words that a reader sees: comments of HTML, such as those of a test, are left out. */
const wordsOf = (text) =>
  text
    .replace(/<!--[\s\S]*?-->/g, "")
    .split(/\s+/)
    .filter(Boolean).length;
const wordsIn = (paths) => paths.reduce((sum, path) => sum + wordsOf(readFileSync(join(folder, path), "utf8")), 0);
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
  spreadLiterals: { objects: spreads.objects.length, arrays: spreads.arrays.length },
  conditionalSpreads: { objects: spreads.conditionalInObjects.length, arrays: spreads.conditionalInArrays.length },
  privatePacks: { number: packs.length, upTo3Fields: packs.filter(({ fields }) => fields <= 3).length },
  foldersAtTheTop: new Set(sources.filter((path) => path.split("/").length > 2).map((path) => path.split("/")[1])).size,
  rooms: house.rooms.filter((room) => !room.startsWith("adapters/")).length,
  arrowsBetweenRooms: house.arrows.length,
  arrowsBetweenTopRooms: top.arrows.length,
  runtimeCycles: cyclesOf(sources, runtime).length,
  typeCycles: { number: typeCycles.length, sizes: typeCycles.map(({ length }) => length) },
  cyclesBetweenRooms: house.cycles,
  cyclesBetweenTopRooms: top.cycles,
  entriesAtTheTop: entriesOf(top.rooms),
  chainFromAskToKernel: { files: chain.length, path: chain },
  words: {
    guides: wordsIn(documents.filter((path) => path.startsWith("docs/guides/"))),
    reference: wordsIn(documents.filter((path) => path.startsWith("docs/reference/"))),
    decisions: wordsIn(documents.filter((path) => path.startsWith("docs/decisions/"))),
    top: wordsIn(documents.filter((path) => !path.includes("/"))),
  },
};

/** Measures with a goal: what is measured, the figure, and the highest figure that reaches the goal. */
const goals = [
  ["lines in `src` without tests", report.source.lines, 100_000],
  ["private types that only pack arguments", report.privatePacks.number, 60],
  ["spread literals", report.spreadLiterals.objects + report.spreadLiterals.arrays, 0],
  ["arrows between top rooms", report.arrowsBetweenTopRooms, 31],
  ["cycles at run time", report.runtimeCycles, 0],
  ["cycles between top rooms", report.cyclesBetweenTopRooms.length, 0],
  ["cycles between files, types included", report.typeCycles.number, 0],
  ["entries at the top of `src/guard`", report.entriesAtTheTop.guard, 12],
  ["words in the guides", report.words.guides, 13_000],
];

/** Returns a table of figures with goals in Markdown. */
function tableOf(heading, rows) {
  const lines = rows.map(([what, figure, goal]) => {
    const outcome = figure <= goal ? "reached" : "**missed**";
    return `| ${what} | ${figure.toLocaleString("en")} | at most ${goal.toLocaleString("en")}: ${outcome} |`;
  });
  return [`| ${heading} | figure | goal |`, "| --- | --- | --- |", ...lines].join("\n");
}
const goalTable = () => tableOf("measure", goals);

/**
 * Counts the functions on the stack: way, number and goal. Undefined without a build, which has the functions that run.
 */
function countFrames() {
  const script = join(folder, "bench/code/frames.mjs");
  if (!existsSync(script) || !existsSync(join(folder, "dist/index.js"))) return undefined;
  const measured = JSON.parse(execFileSync(process.execPath, [script, "--json"], { encoding: "utf8" }));
  return measured.map(({ way, frames, goal }) => [way, frames.length, goal]);
}

/** Puts the tables into the page of figures, in place of those below the command. */
function writeTables() {
  const page = join(folder, "docs/reference/figures.md");
  const frames = countFrames();
  const tables = [goalTable(), ...(frames === undefined ? [] : [tableOf("functions on the stack", frames)])];
  let text = readFileSync(page, "utf8");
  for (const table of tables) {
    const [heading] = table.split("\n", 1);
    const start = text.indexOf(`${heading}\n`);
    if (start < 0) throw new Error(`${page} has no table "${heading}".`);
    const end = text.indexOf("\n\n", start);
    text = text.slice(0, start) + table + text.slice(end);
  }
  writeFileSync(page, text);
}

/** Texts that `--list` prints, one a line. */
const lists = {
  packs: () =>
    packs
      .toSorted((a, b) => a.place.localeCompare(b.place, "en", { numeric: true }))
      .map(({ name, place, fields }) => `${roomOf(place).padEnd(18)} ${fields}  ${name.padEnd(28)} ${place}`),
  spreads: () =>
    Object.entries(spreads).flatMap(([kind, places]) => places.map((place) => `${kind.padEnd(20)} ${place}`)),
  cycles: () =>
    typeCycles.flatMap((group) => [`${group.length} files`, ...group.toSorted().map((path) => `  ${path}`)]),
  arrows: () => top.arrows,
};

if (options.write) writeTables();
else if (options.list !== undefined) {
  const list = lists[options.list];
  if (list === undefined) throw new Error(`--list takes one of ${Object.keys(lists).join(", ")}.`);
  console.log(list().join("\n"));
} else if (options.json) console.log(JSON.stringify({ ...report, table: goalTable() }, undefined, 2));
else {
  const isFlat = (value) => value.every((item) => typeof item !== "object");
  const cell = (value) => {
    if (Array.isArray(value)) return isFlat(value) ? value.join(" ") : `${value.length} ${JSON.stringify(value)}`;
    if (typeof value !== "object") return String(value);
    const parts = Object.entries(value).filter(([name]) => name !== "path");
    return parts.map(([name, part]) => `${name} ${cell(part)}`).join(", ");
  };
  for (const [name, value] of Object.entries(report)) console.log(`${name.padEnd(24)} ${cell(value)}`);
  for (const [way, number, goal] of countFrames() ?? [])
    console.log(`${"functionsOnTheStack".padEnd(24)} ${number} (goal ${goal}) ${way}`);
  console.log(report.chainFromAskToKernel.path.map((path) => `  ${path}`).join("\n"));
}
