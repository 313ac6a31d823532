import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { root } from "./source-files.ts";

describe("the compiled vector loops", () => {
  it("are what their source compiles to", () => {
    const { status, stdout } = spawnSync(process.execPath, ["scripts/compile-scan.mjs", "--check"], {
      cwd: root,
      encoding: "utf8",
    });
    expect([status, stdout]).toEqual([0, "src/kernel/vector/scan.as.ts is compiled.\n"]);
  });
});
