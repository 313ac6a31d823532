import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import * as door from "../../src/guard/public.ts";
import { root } from "./source-files.ts";

it("guard-library.md lists exactly what lydian/guard exports", () => {
  const page = readFileSync(join(root, "docs/reference/guard-library.md"), "utf8");
  const [, section = ""] = /## What the package exports\n(.*?)\n## /s.exec(page) ?? [];
  const listed = [...section.matchAll(/`(\w+)`/g)].map(([, name]) => name);
  expect(listed.sort()).toEqual(Object.keys(door).sort());
});
