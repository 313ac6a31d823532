import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FileUnreadableError, InvalidArgumentError } from "../../core/index.ts";
import { readPassword } from "./read-password.ts";

describe("readPassword", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "lydian-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function write(text: string): Promise<string> {
    const path = join(folder, "password");
    await writeFile(path, text);
    return path;
  }

  it("reads the first line of the file with its spaces and without its line end", async () => {
    for (const text of [" open sesame ", " open sesame \n", " open sesame \r\nnotes\n", "\uFEFF open sesame \n"]) {
      expect(await readPassword({ passwordFile: await write(text) })).toBe(" open sesame ");
    }
  });

  it("returns the given password, or nothing", async () => {
    expect(await readPassword({ password: "x" })).toBe("x");
    expect(await readPassword({})).toBeUndefined();
  });

  it("rejects two passwords, an empty line, and a missing file", async () => {
    const passwordFile = await write("\nsecret");
    await expect(readPassword({ passwordFile, password: "x" })).rejects.toThrow(InvalidArgumentError);
    await expect(readPassword({ passwordFile })).rejects.toThrow("is empty");
    await expect(readPassword({ passwordFile: join(folder, "none") })).rejects.toThrow(FileUnreadableError);
  });

  it("reads no more of a device than a password may have", async () => {
    await expect(readPassword({ passwordFile: "/dev/zero" })).rejects.toThrow("too long for a password");
  });
});
