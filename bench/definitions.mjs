// Measures whether a definition ranks before its uses. Lydian's own sources are added, words only; each exported name
// is searched as it is written and as separate words. Prints the share of names whose defining file ranks first, as a
// table, or JSON with --json.
//
//   node bench/definitions.mjs [--dist FOLDER] [--report] [--json]     FOLDER: another build to measure; default: dist
//
// `--report` measures about a quarter of the names, those on which no rule was chosen.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values } = parseArgs({
  options: {
    dist: { type: "string", default: join(root, "dist") },
    report: { type: "boolean" },
    json: { type: "boolean" },
  },
});
const { openLydian } = await import(pathToFileURL(join(resolve(values.dist), "index.js")).href);

const sources = execFileSync("git", ["ls-files", "src/**/*.ts"], { cwd: root, encoding: "utf8" }).trim().split("\n");
const exported = /^export (?:async )?(?:function|const|class|interface|type) (\w+)/gm;
const definitions = sources
  .filter((path) => !path.endsWith(".test.ts") && !path.includes("/fixtures/") && basename(path) !== "index.ts")
  .flatMap((path) =>
    Array.from(readFileSync(join(root, path), "utf8").matchAll(exported), ([, name]) => ({ name, path })),
  );
/** Names that two files define have no single right file. */
const counts = new Map();
for (const { name } of definitions) counts.set(name, (counts.get(name) ?? 0) + 1);
const unique = definitions.filter(({ name }) => counts.get(name) === 1 && (!values.report || isReported(name)));

/** Returns whether a name is among those for the report: two bits of its FNV-1a hash are set. */
function isReported(name) {
  let hash = 2_166_136_261;
  for (const letter of name) hash = Math.imul(hash ^ letter.charCodeAt(0), 16_777_619) >>> 0;
  return ((hash >>> 7) & 3) === 3;
}

const toWords = (name) => name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
const folder = mkdtempSync(join(tmpdir(), "lydian-definitions-"));
const lydian = await openLydian({ store: join(folder, "store") });
try {
  await lydian.add([join(root, "src")], { embed: false });
  const shapes = { "as written": (name) => name, "as words": toWords };
  const rows = [];
  for (const [shape, toQuery] of Object.entries(shapes)) {
    const ranks = [];
    for (const { name, path } of unique) {
      const { hits } = await lydian.search(toQuery(name), { mode: "lexical", limit: 10 });
      ranks.push(hits.findIndex(({ uri }) => uri.endsWith(`/${path}`)) + 1);
    }
    const share = (most) => ranks.filter((rank) => rank > 0 && rank <= most).length / ranks.length;
    rows.push({ query: shape, names: ranks.length, first: share(1), "first three": share(3), "first ten": share(10) });
  }
  if (values.json) console.log(JSON.stringify(rows, undefined, 2));
  else console.table(rows);
} finally {
  await lydian.close();
  rmSync(folder, { recursive: true, force: true });
}
