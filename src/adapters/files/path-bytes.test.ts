import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { never } from "../../core/index.ts";
import { createFileSources } from "./file-sources.ts";
import { bytesOfPath, findShownPath, pathOfBytes, pathOfUri, shownPath, uriOfPath } from "./path-bytes.ts";

const latin1 = (text: string) => Buffer.from(text, "latin1");

describe("a path with bytes that are not UTF-8", () => {
  it("is read back from its text and from its URI", () => {
    const byte = fc.integer({ min: 1, max: 255 }).filter((value) => value !== 0x2f);
    fc.assert(
      fc.property(fc.array(byte, { minLength: 1, maxLength: 12 }), (bytes) => {
        const path = pathOfBytes(Buffer.from([0x2f, 0x78, ...bytes, 0x78]));
        expect(Buffer.from(bytesOfPath(path))).toEqual(Buffer.from([0x2f, 0x78, ...bytes, 0x78]));
        expect(uriOfPath(path)).toMatch(/^file:\/\/\/[\x20-\x7e]*$/);
        expect(pathOfUri(uriOfPath(path))).toBe(path);
      }),
    );
  });

  it("keeps its bytes as escapes, and others have the URI that they always had", () => {
    expect(uriOfPath(pathOfBytes(latin1("/caf\xe9 \xe8.md")))).toBe("file:///caf%E9%20%E8.md");
    for (const path of ["/a b/100%.md", "/caf\u00e9/\ufffd.md", "/🦊?#.md"])
      expect(uriOfPath(path)).toBe(pathToFileURL(path).href);
  });

  it("is shown with replacement marks", () => {
    expect(shownPath(pathOfBytes(latin1("/caf\xe9.md")))).toBe("/caf\ufffd.md");
    expect(shownPath("/🦊.md")).toBe("/🦊.md");
  });
});

describe.skipIf(process.platform !== "linux")("files whose names are not UTF-8", () => {
  let folder = "";
  const at = (name: string) => Buffer.concat([Buffer.from(join(folder, sep)), latin1(name)]);
  const list = async (pattern: string) => {
    const { entries, problems } = await createFileSources().list([pattern], {}, never);
    const texts = await Promise.all(entries.map(async ({ read }) => Buffer.from(await read(never)).toString()));
    return {
      names: entries.map(({ uri }) => uri.slice(pathToFileURL(folder).href.length + 1)),
      labels: entries.map(({ label }) => label.slice(folder.length + 1)),
      texts,
      problems: problems.map(({ code }) => code),
    };
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "lydian-names-"));
    await mkdir(at("gr\xfc\xdfe"));
    await writeFile(at("gr\xfc\xdfe/caf\xe9.md"), "coffee");
    await writeFile(at("na\xefve.md"), "naive");
    await writeFile(join(folder, "café.md"), "plain");
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("are listed and read from their folder, also if its name is not UTF-8", async () => {
    expect(await list(folder)).toEqual({
      names: ["caf%C3%A9.md", "gr%FC%DFe/caf%E9.md", "na%EFve.md"],
      labels: ["café.md", "gr\ufffd\ufffde/caf\ufffd.md", "na\ufffdve.md"],
      texts: ["plain", "coffee", "naive"],
      problems: [],
    });
    const { href } = pathToFileURL(folder);
    expect((await list(`${href}/gr%FC%DFe/`)).texts).toEqual(["coffee"]);
    expect((await list(`${href}/na%EFve.md`)).texts).toEqual(["naive"]);
  });

  it("are found by the name that is shown, unless two look the same", async () => {
    expect((await list(join(folder, "gr\ufffd\ufffde", "caf\ufffd.md"))).texts).toEqual(["coffee"]);
    expect((await list(join(folder, "gr\ufffd\ufffde"))).texts).toEqual(["coffee"]);
    await writeFile(at("na\xe8ve.md"), "other");
    expect(await list(join(folder, "na\ufffdve.md"))).toMatchObject({ texts: [], problems: ["file-unreadable"] });
    expect(await findShownPath(join(folder, "none\ufffd"))).toBe(join(folder, "none\ufffd"));
  });
});
