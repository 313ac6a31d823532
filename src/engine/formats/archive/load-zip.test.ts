import fc from "fast-check";
import { strToU8, type Zippable, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { LydianError } from "../../../core/index.ts";
import { CHECKSUM, FLAGS, METHOD, patchDirectory } from "../fixtures/patch-zip.ts";
import { loadBytes } from "../load-bytes.ts";
import { loadZip } from "./load-zip.ts";

const { signal } = new AbortController();
const MEBIBYTE = 1_048_576;
const LINK_MODE = 0o120_777 * 2 ** 16;

const load = (bytes: Uint8Array) => loadZip({ bytes, uri: "file:///a.zip", mediaType: "application/zip" });
const read = async (members: Zippable) => (await load(zipSync(members))).children ?? [];
const textOf = (child: Awaited<ReturnType<typeof read>>[number] | undefined) =>
  child !== undefined && "bytes" in child ? Buffer.from(child.bytes).toString() : undefined;

describe("loadZip", () => {
  it("returns the members in their order, without a document for the archive", async () => {
    const zip = zipSync({ "b/two.md": strToU8("two"), "one.md": strToU8("one") });
    expect(await loadBytes({ bytes: zip, uri: "file:///a.bin" }, signal)).toMatchObject({
      mediaType: "application/zip",
      text: "",
      warnings: [],
      children: [{ name: "b/two.md" }, { name: "one.md" }],
    });
    expect((await load(zip)).children?.map(textOf)).toEqual(["two", "one"]);
  });

  it("skips folders, hidden names and links, but not names that climb out of their folder", async () => {
    const link = { os: 3, attrs: LINK_MODE } as const;
    const members = await read({
      "folder/": new Uint8Array(0),
      "__MACOSX/._a.md": strToU8("x"),
      ".git/config": strToU8("x"),
      "a/.DS_Store": strToU8("x"),
      "link.md": [strToU8("/etc/passwd"), link],
      "../../etc/passwd": strToU8("name"),
      "a.md": strToU8("a"),
    });
    expect(members.map(({ name }) => name)).toEqual(["../../etc/passwd", "a.md"]);
  });

  it("reads the other members when one is encrypted", async () => {
    const zip = patchDirectory(zipSync({ "locked.md": strToU8("x"), "open.md": strToU8("open") }), FLAGS, 1);
    const children = (await load(zip)).children ?? [];
    expect(children[0]).toMatchObject({ name: "locked.md", failure: { code: "encrypted-document" } });
    expect(textOf(children[1])).toBe("open");
  });

  it("reads the other members when one has an unknown compression", async () => {
    const zip = patchDirectory(zipSync({ "odd.md": strToU8("x"), "open.md": strToU8("open") }), METHOD, 99);
    const children = (await load(zip)).children ?? [];
    expect(children[0]).toMatchObject({ failure: { code: "load-failed" } });
    expect(textOf(children[1])).toBe("open");
  });

  it("reads the other members when one does not match its checksum", async () => {
    const zip = patchDirectory(zipSync({ "bad.md": strToU8("x"), "good.md": strToU8("good") }), CHECKSUM, 0);
    const children = (await load(zip)).children ?? [];
    expect(children[0]).toMatchObject({
      failure: { code: "load-failed", message: expect.stringContaining("checksum") },
    });
    expect(textOf(children[1])).toBe("good");
  });

  it("refuses a bomb", async () => {
    const bomb = read({ "a.md": strToU8("a"), "bomb.txt": new Uint8Array(9 * MEBIBYTE) });
    await expect(bomb).rejects.toThrow(/ZIP bomb/);
  });

  it("reads names in the code page of DOS", async () => {
    const zip = Buffer.from(zipSync({ "f_r.md": strToU8("x") }));
    for (let at = zip.indexOf("f_r.md"); at >= 0; at = zip.indexOf("f_r.md")) zip[at + 1] = 0x81;
    expect((await load(zip)).children?.[0]?.name).toBe("für.md");
  });

  it("unpacks any packed members unchanged", async () => {
    const members = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}\.txt$/), fc.uint8Array({ maxLength: 200 }));
    await fc.assert(
      fc.asyncProperty(members, async (packed) => {
        const children = await read(packed);
        expect(Object.fromEntries(children.map((child) => [child.name, textOf(child)]))).toEqual(
          Object.fromEntries(Object.entries(packed).map(([name, bytes]) => [name, Buffer.from(bytes).toString()])),
        );
      }),
      { numRuns: 30 },
    );
  });

  it("returns members or a clear error for a mutated file", async () => {
    const whole = zipSync({ "a.md": strToU8("some text"), "b.md": strToU8("other text") });
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const mutated = Uint8Array.from(whole, (byte, index) => (index === at ? byte ^ change : byte));
        await load(mutated).catch((error: unknown) => expect(error).toBeInstanceOf(LydianError));
      }),
      { numRuns: 200 },
    );
  });
});
