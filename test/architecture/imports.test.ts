import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { root } from "./source-files.ts";

const cruiser = z.object({ forbidden: z.array(z.object({ name: z.string() })) });
const rules = cruiser
  .parse(createRequire(import.meta.url)(join(root, ".dependency-cruiser.cjs")))
  .forbidden.map(({ name }) => name);

/** Forbidden imports, at least one for each rule: the path and text of a planted file. */
const planted: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  "no-cycles": [
    ["src/engine/text/planted-a.ts", 'export { b } from "./planted-b.ts"; export const a = 1;'],
    ["src/engine/text/planted-b.ts", 'export { a } from "./planted-a.ts"; export const b = 1;'],
  ],
  "no-unresolved": [["src/engine/text/planted-c.ts", 'import "./nowhere.ts";']],
  "nothing-imports-a-test": [
    ["src/engine/text/planted-d.ts", 'import "./planted-e.test.ts";'],
    ["src/engine/text/planted-e.test.ts", "export const e = 1;"],
  ],
  "core-imports-zod-only": [["src/core/planted.ts", 'import "node:fs";']],
  "core-loads-zod-in-its-schemas-only": [["src/core/planted-b.ts", 'import { z } from "zod"; z;']],
  "kernel-imports-core-only": [["src/engine/kernel/planted.ts", 'import "zod";']],
  "prompt-calls-only-its-neighbours": [["src/engine/prompt/planted-f.ts", 'import "../text/index.ts";']],
  "text-calls-only-its-neighbours": [["src/engine/text/planted-f.ts", 'import "../kernel/index.ts";']],
  "formats-calls-only-its-neighbours": [["src/engine/formats/planted.ts", 'import "../ingest/index.ts";']],
  "ingest-calls-only-its-neighbours": [["src/engine/ingest/planted.ts", 'import "../answer/index.ts";']],
  "search-calls-only-its-neighbours": [["src/engine/search/planted.ts", 'import "../answer/index.ts";']],
  "verify-calls-only-its-neighbours": [["src/engine/verify/planted.ts", 'import "../kernel/index.ts";']],
  "answer-calls-only-its-neighbours": [["src/engine/answer/planted.ts", 'import "../ingest/index.ts";']],
  "survey-calls-only-its-neighbours": [["src/engine/survey/planted.ts", 'import "../search/index.ts";']],
  "guard-calls-only-its-neighbours": [["src/guard/planted.ts", 'import "../engine/search/index.ts";']],
  "config-calls-only-its-neighbours": [["src/config/planted.ts", 'import "../engine/kernel/index.ts";']],
  "library-calls-only-its-neighbours": [["src/library/planted.ts", 'import "../server/index.ts";']],
  "server-calls-only-its-neighbours": [["src/server/planted.ts", 'import "../engine/kernel/index.ts";']],
  "evaluate-calls-only-its-neighbours": [["src/evaluate/planted.ts", 'import "../engine/kernel/index.ts";']],
  "present-calls-only-its-neighbours": [["src/apps/present/planted.ts", 'import "../../library/index.ts";']],
  "cli-calls-only-its-neighbours": [["src/apps/cli/planted.ts", 'import "../../engine/kernel/index.ts";']],
  "http-calls-only-its-neighbours": [["src/apps/http/planted-b.ts", 'import "../../compose/open.ts";']],
  "mcp-calls-only-its-neighbours": [["src/apps/mcp/planted.ts", 'import "../../compose/open.ts";']],
  "testing-calls-only-its-neighbours": [["src/testing/planted.ts", 'import "../engine/search/index.ts";']],
  ...plantedBetweenParts(),
  "guards-are-apart": [
    ["src/guard/checks/planted-guard/planted.ts", 'import "../other-guard/planted.ts";'],
    ["src/guard/checks/other-guard/planted.ts", "export const other = 1;"],
  ],
  "parts-do-not-import-one-another": [
    ["src/engine/search/fuse/planted.ts", 'import "../explain/planted.ts";'],
    ["src/engine/search/explain/planted.ts", "export const inside = 1;"],
  ],
  "page-knows-core-only": [
    ["web/api/planted.ts", 'import type { Lydian } from "../../src/index.ts"; export type A = Lydian;'],
  ],
  "page-imports-types-only": [
    ["web/api/planted-b.ts", 'import { everything } from "../../src/core/index.ts"; everything;'],
  ],
  "page-folders-are-entered-by-their-door": [["web/ask/planted.ts", 'import "../api/call.ts";']],
  "nothing-imports-the-page": [["src/apps/http/planted-page.ts", 'import "../../../web/api/call.ts";']],
  "adapters-import-core-only": [["src/adapters/sqlite/planted.ts", 'import "../../engine/kernel/index.ts";']],
  "only-compose-knows-adapters": [["src/engine/search/planted-b.ts", 'import "../../adapters/sqlite/index.ts";']],
  "rooms-are-entered-by-their-door": [["src/engine/answer/planted-b.ts", 'import "../text/planted-a.ts";']],
  "apps-are-apart": [
    ["src/apps/cli/planted-b.ts", 'import "../http/planted.ts";'],
    ["src/apps/http/planted.ts", "export const http = 1;"],
  ],
};

/**
 * Returns a forbidden import for each part with a list of allowed neighbours. It imports a planted part that is on no
 * list.
 */
function plantedBetweenParts(): Record<string, readonly (readonly [string, string])[]> {
  const listed = rules.flatMap((rule) => {
    const [, part = "", room = ""] = /^([a-z-]+)-uses-only-some-parts-of-([a-z]+)$/.exec(rule) ?? [];
    return part === "" ? [] : [{ rule, part, room }];
  });
  return Object.fromEntries(
    listed.map(({ rule, part, room }) => [
      rule,
      [
        [`src/${folderOf(room)}/${part}/planted-part.ts`, 'import "../planted-apart/inside.ts";'],
        [`src/${folderOf(room)}/planted-apart/inside.ts`, "export const inside = 1;"],
      ] as const,
    ]),
  );
}

/** Returns the folder of a room. The rooms of the engine are named without it. */
function folderOf(room: string): string {
  return existsSync(join(root, "src", room)) ? room : `engine/${room}`;
}

const violation = z.object({
  summary: z.object({ violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })) }),
});

function plant(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), `${text}\n`);
}

/** Lists the files of the source that a planted file imports. */
function importedFiles(path: string, text: string): readonly string[] {
  const targets = [...text.matchAll(/"(\.[^"]+)"/gu)].map(([, specifier = ""]) => join(dirname(path), specifier));
  return targets.filter((target) => existsSync(join(root, target)));
}

function cruise(folder: string) {
  const binary = join(root, "node_modules", "dependency-cruiser", "bin", "dependency-cruise.mjs");
  const run = spawnSync(
    process.execPath,
    [binary, "--config", ".dependency-cruiser.cjs", "--output-type", "json", "src", "web"],
    { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 28 },
  );
  return violation.parse(JSON.parse(run.stdout)).summary.violations;
}

// `npm run check` applies the rules to the source.
describe("the import rules", () => {
  let folder = "";
  let found: ReturnType<typeof cruise> = [];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "lydian-imports-"));
    for (const name of ["package.json", "tsconfig.json", ".dependency-cruiser.cjs"])
      cpSync(join(root, name), join(folder, name));
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    const files = Object.values(planted).flat();
    // The rules see paths alone, so empty files stand for the imported ones.
    for (const [path, text] of files)
      for (const target of importedFiles(path, text)) plant(folder, target, "export {};");
    for (const [path, text] of files) plant(folder, path, text);
    found = cruise(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("have a planted violation each", () => {
    expect(Object.keys(planted).sort()).toEqual([...rules].sort());
  });

  it.each(rules)("report what %s forbids", (rule) => {
    const files = (planted[rule] ?? []).map(([path]) => path);
    expect(found.filter((one) => one.rule.name === rule && files.includes(one.from))).not.toEqual([]);
  });
});
