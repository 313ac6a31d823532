import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { root } from "./source-files.ts";

describe("the compiled loops", () => {
  it("equal the result of compiling their sources", () => {
    const { status, stdout } = spawnSync(process.execPath, ["scripts/compile-loops.mjs", "--check"], {
      cwd: root,
      encoding: "utf8",
    });
    expect([status, stdout]).toEqual([
      0,
      "src/engine/kernel/lexical/words.as.ts is compiled.\nsrc/engine/kernel/vector/scan.as.ts is compiled.\n",
    ]);
  });
});
