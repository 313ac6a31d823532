import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encryptedPdf } from "../e2e/hostile-files.ts";
import { runLydian, temporaryFolder } from "../run-lydian.ts";

const PASSWORD = "unlocks-nothing-else";

describe("lydian add with a password", () => {
  const folder = temporaryFolder();
  const run = (...args: readonly string[]) => runLydian([...args, "--store", "store"], { cwd: folder.path });

  beforeAll(async () => {
    writeFileSync(join(folder.path, "locked.pdf"), await encryptedPdf(PASSWORD));
    writeFileSync(join(folder.path, "password"), `${PASSWORD}\n`);
  });
  afterAll(() => folder.remove());

  it("says that a password is needed or wrong, without repeating it", async () => {
    const without = await run("add", "locked.pdf", "--no-embed", "--debug");
    expect([without.code, without.stdout]).toEqual([4, expect.stringContaining("needs a password")]);
    expect(without.stdout).toContain("--password-file");
    const wrong = await run("add", "locked.pdf", "--no-embed", "--password", "another-one", "--debug", "--json");
    expect([wrong.code, wrong.stdout]).toEqual([4, expect.stringContaining("The password does not open the PDF.")]);
    expect(wrong.stdout + wrong.stderr).not.toContain("another-one");
  });

  it("reads the document, and stores the password nowhere", async () => {
    const added = await run("add", "locked.pdf", "--no-embed", "--password-file", "password", "--json");
    expect(added.code).toBe(0);
    expect(added.stdout + added.stderr).not.toContain(PASSWORD);
    expect((await run("show", "locked.pdf")).stdout).toContain("The safe is behind the picture.");
    const store = join(folder.path, "store");
    for (const file of readdirSync(store)) expect(readFileSync(join(store, file)).includes(PASSWORD)).toBe(false);
  });
});
