import { afterAll, describe, expect, it } from "vitest";
import { cloneInto, runQuickstart } from "../fixtures/clone.ts";
import { temporaryFolder } from "../run-lydian.ts";

describe("npm run quickstart in a fresh clone", () => {
  const folder = temporaryFolder();
  afterAll(() => folder.remove());

  it("builds the clone and answers from its handbook", async () => {
    cloneInto(folder.path);
    const { code, stdout, stderr } = await runQuickstart(folder.path);
    expect(code, stdout + stderr).toBe(0);
    expect(stdout).toContain("building");
    expect(stdout).toMatch(/Steriservice Ltd.*\[1\]\n\n\[1\] Equipment list — Who repairs what, page \d/s);
  });
});
