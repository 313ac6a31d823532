import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fakeTerminal } from "./fixtures/fake-terminal.ts";
import { readTextFile } from "./read-text-file.ts";

describe("readTextFile", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "lydian-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("reads a file, or standard input", async () => {
    await writeFile(join(folder, "a.txt"), "Die Tür");
    expect(await readTextFile({ terminal: fakeTerminal() }, join(folder, "a.txt"))).toBe("Die Tür");
    expect(await readTextFile({ terminal: fakeTerminal({ input: "Das Dach" }) }, "-")).toBe("Das Dach");
  });

  it("refuses a device or an input that has more than 20 MB, without reading on", async () => {
    const tooLarge = { code: "file-too-large", message: expect.stringContaining("more than 20 MB") };
    await expect(readTextFile({ terminal: fakeTerminal() }, "/dev/zero")).rejects.toMatchObject(tooLarge);
    const terminal = fakeTerminal();
    const input = (async function* () {
      for (;;) yield new Uint8Array(1_000_000);
    })();
    const endless = { ...terminal, bytes: { ...terminal.bytes, input } };
    await expect(readTextFile({ terminal: endless }, "-")).rejects.toMatchObject(tooLarge);
  });

  it("refuses a folder, a missing file, and what is not text", async () => {
    for (const name of [".", "none"])
      await expect(readTextFile({ terminal: fakeTerminal() }, join(folder, name))).rejects.toMatchObject({
        code: "file-unreadable",
      });

    await writeFile(join(folder, "b.bin"), Buffer.from([0xff, 0xfe]));
    await expect(readTextFile({ terminal: fakeTerminal() }, join(folder, "b.bin"))).rejects.toMatchObject({
      code: "invalid-argument",
    });
  });
});
