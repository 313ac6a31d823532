import fc from "fast-check";
import { strToU8, type Zippable, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { LydianError } from "../../../core/index.ts";
import { loadBytes } from "../load-bytes.ts";
import { loadZip } from "./load-zip.ts";

const { signal } = new AbortController();
const MEBIBYTE = 1_048_576;
const LINK_MODE = 0o120_777 * 2 ** 16;

const load = (bytes: Uint8Array) => loadZip({ bytes, uri: "file:///a.zip", mediaType: "application/zip" });
const read = (members: Zippable) => load(zipSync(members)).children ?? [];
const textOf = (child: ReturnType<typeof read>[number] | undefined) =>
  child !== undefined && "bytes" in child ? Buffer.from(child.bytes).toString() : undefined;

/** Sets a field of the first entry of the central directory. */
function patchDirectory(bytes: Uint8Array, offset: number, value: number): Uint8Array {
  const view = Buffer.from(bytes);
  view.writeUInt16LE(value, view.indexOf(Buffer.from("PK\x01\x02", "latin1")) + offset);
  return view;
}

describe("loadZip", () => {
  it("gives the members in their order, and is no document itself", async () => {
    const zip = zipSync({ "b/two.md": strToU8("two"), "one.md": strToU8("one") });
    expect(await loadBytes({ bytes: zip, uri: "file:///a.bin" }, signal)).toMatchObject({
      mediaType: "application/zip",
      text: "",
      warnings: [],
      children: [{ name: "b/two.md" }, { name: "one.md" }],
    });
    expect(load(zip).children?.map(textOf)).toEqual(["two", "one"]);
  });

  it("passes over folders, hidden names and links, but not over names that climb", () => {
    const link = { os: 3, attrs: LINK_MODE } as const;
    const names = read({
      "folder/": new Uint8Array(0),
      "__MACOSX/._a.md": strToU8("x"),
      ".git/config": strToU8("x"),
      "a/.DS_Store": strToU8("x"),
      "link.md": [strToU8("/etc/passwd"), link],
      "../../etc/passwd": strToU8("name"),
      "a.md": strToU8("a"),
    }).map(({ name }) => name);
    expect(names).toEqual(["../../etc/passwd", "a.md"]);
  });

  it("fails an encrypted member alone", () => {
    const zip = patchDirectory(zipSync({ "locked.md": strToU8("x"), "open.md": strToU8("open") }), 8, 1);
    const children = load(zip).children ?? [];
    expect(children[0]).toMatchObject({ name: "locked.md", failure: { code: "encrypted-document" } });
    expect(textOf(children[1])).toBe("open");
  });

  it("fails a member of an unknown compression alone", () => {
    const zip = patchDirectory(zipSync({ "odd.md": strToU8("x"), "open.md": strToU8("open") }), 10, 99);
    const children = load(zip).children ?? [];
    expect(children[0]).toMatchObject({ failure: { code: "load-failed" } });
    expect(textOf(children[1])).toBe("open");
  });

  it("refuses a bomb", () => {
    expect(() => read({ "a.md": strToU8("a"), "bomb.txt": new Uint8Array(9 * MEBIBYTE) })).toThrow(/ZIP bomb/);
  });

  it("reads names of the code page of DOS", () => {
    const zip = Buffer.from(zipSync({ "f_r.md": strToU8("x") }));
    for (let at = zip.indexOf("f_r.md"); at >= 0; at = zip.indexOf("f_r.md")) zip[at + 1] = 0x81;
    expect(load(zip).children?.[0]?.name).toBe("für.md");
  });

  it("gives back whatever was packed", () => {
    const members = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}\.txt$/), fc.uint8Array({ maxLength: 200 }));
    fc.assert(
      fc.property(members, (packed) => {
        const children = read(packed);
        expect(Object.fromEntries(children.map((child) => [child.name, textOf(child)]))).toEqual(
          Object.fromEntries(Object.entries(packed).map(([name, bytes]) => [name, Buffer.from(bytes).toString()])),
        );
      }),
      { numRuns: 30 },
    );
  });

  it("ends a mutated file in members or a clear error", () => {
    const whole = zipSync({ "a.md": strToU8("some text"), "b.md": strToU8("other text") });
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const mutated = Uint8Array.from(whole, (byte, index) => (index === at ? byte ^ change : byte));
        try {
          load(mutated);
        } catch (error) {
          expect(error).toBeInstanceOf(LydianError);
        }
      }),
      { numRuns: 200 },
    );
  });
});
