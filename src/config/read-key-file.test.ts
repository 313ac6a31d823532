import { chmod, mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readKeyFile } from "./read-key-file.ts";

let folder = "";
const path = () => join(folder, "keys.yaml");

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lydian-keys-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("readKeyFile", () => {
  it("reads keys by the names of their variables, even keys that look like numbers", async () => {
    await writeFile(path(), "OPENAI_API_KEY: sk-abc\nMY_KEY: 0123\n", { mode: 0o600 });
    expect(await readKeyFile(path())).toEqual({ OPENAI_API_KEY: "sk-abc", MY_KEY: "0123" });
  });

  it("returns nothing without a file", async () => {
    expect(await readKeyFile(path())).toBeUndefined();
    expect(await readKeyFile(join(path(), "below"))).toBeUndefined();
  });

  it("rejects a file that others may read, and says how to fix it", async ({ skip }) => {
    skip(process.platform === "win32", "files on Windows have no permission bits");
    await writeFile(path(), "OPENAI_API_KEY: sk-abc\n");
    for (const [mode, shown] of [
      [0o640, "0640"],
      [0o604, "0604"],
      [0o622, "0622"],
    ] as const) {
      await chmod(path(), mode);
      await expect(readKeyFile(path())).rejects.toMatchObject({
        code: "invalid-settings",
        message: expect.stringContaining(`mode ${shown}`),
        hint: `Run \`chmod 600 ${JSON.stringify(path())}\`.`,
      });
    }
  });

  it("rejects a file of more than 4 MB without reading the rest", async () => {
    await writeFile(path(), "", { mode: 0o600 });
    await truncate(path(), 2 ** 40);
    await expect(readKeyFile(path())).rejects.toMatchObject({
      code: "invalid-settings",
      message: expect.stringContaining("keys.yaml has more than 4 MB"),
    });
  });

  it.each([
    "sk-secret",
    "- sk-secret",
    "A: [sk-secret]",
    "A: 'sk-secret",
    "A: sk-secret\nA: sk-secret",
    "A: &x sk-secret\nB: *x",
    "A:",
    "1A: sk-secret",
  ])("quotes nothing of a malformed file: %s", async (text) => {
    await writeFile(path(), text, { mode: 0o600 });
    const failure: unknown = await readKeyFile(path()).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: "invalid-settings",
      message: expect.stringContaining("keys.yaml is not a list"),
    });
    expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toContain("sk-secret");
  });
});
