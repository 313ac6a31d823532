import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import type { CallGroup } from "./call-group.ts";

const library = dirname(import.meta.dirname);
const files = readdirSync(library, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith("-calls.ts"));

/** Returns the groups of calls that a file exports. */
async function groupsIn(path: string): Promise<readonly CallGroup<Record<string, unknown>>[]> {
  return Object.values(await import(join(library, path)));
}

describe("a group of calls", () => {
  it("is in each of these files", () => {
    expect(files.length).toBeGreaterThan(10);
  });

  it.each(files)("in %s names exactly the functions that it loads", async (path) => {
    const [group] = await groupsIn(path);
    const functions = await group?.load();
    expect([...(group?.names ?? [])].sort()).toEqual(Object.keys(functions ?? {}).sort());
  });
});
