import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EncryptedDocumentError, LoadFailedError, locateSpan, never } from "../../../core/index.ts";
import { buildPackage } from "../fixtures/build-package.ts";
import { expectExactSpans, listElements } from "../fixtures/expect-exact-spans.ts";
import { closeEmptyTags } from "./close-empty-tags.ts";
import { loadEpub } from "./load-epub.ts";

const load = (bytes: Uint8Array) => loadEpub({ bytes, uri: "a.epub", mediaType: "" }, never);
const CONTAINER = `<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>`;

function book(chapters: readonly string[], parts: Readonly<Record<string, string>> = {}): Uint8Array {
  const items = chapters.map(
    (_, at) => `<item id="c${at}" href="text/c%20${at}.xhtml" media-type="application/xhtml+xml"/>`,
  );
  // The spine turns the order of the manifest round.
  const spine = chapters.map((_, at) => `<itemref idref="c${at}"/>`).reverse();
  return buildPackage({
    mimetype: "application/epub+zip",
    "META-INF/container.xml": CONTAINER,
    "OEBPS/book.opf": `<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <metadata><dc:title>Handbook</dc:title><dc:creator>Ng</dc:creator><dc:creator>Ito</dc:creator><dc:language>en</dc:language><dc:date>2024-05-01</dc:date>
      <meta property="dcterms:modified">2024-06-01T10:00:00Z</meta></metadata>
      <manifest>${items.join("")}<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/></manifest>
      <spine><itemref idref="nav"/>${spine.join("")}</spine></package>`,
    "OEBPS/nav.xhtml": "<html><body>Contents</body></html>",
    ...Object.fromEntries(
      chapters.map((body, at) => [
        `OEBPS/text/c ${at}.xhtml`,
        `<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="a.js"/></head><body>${body}</body></html>`,
      ]),
    ),
    ...parts,
  });
}

describe("loadEpub", () => {
  it("reads the chapters in the order of the spine, without the table of contents", async () => {
    const loaded = await load(book(["<p>second</p>", "<h1>First</h1><ul><li>a</li></ul>"]));
    expect(listElements(loaded)).toEqual([
      ["heading", "First"],
      ["list", "- a"],
      ["paragraph", "second"],
    ]);
    expect(loaded.title).toBe("Handbook");
    expect(loaded.metadata).toEqual({
      author: ["Ng", "Ito"],
      language: "en",
      date: "2024-05-01",
      modified: "2024-06-01T10:00:00.000Z",
    });
  });

  it("uses chapter and heading as the anchor, and never those of the chapter before", async () => {
    const { text, locations } = await load(book(["<p>plain</p>", `<p>intro</p><h2 id="fees">Fees</h2><p>4</p>`]));
    const anchorOf = (word: string) =>
      locateSpan(locations, { start: text.indexOf(word), end: text.indexOf(word) + 1 });
    expect(anchorOf("intro")).toEqual({ anchor: "text/c%201.xhtml" });
    expect(anchorOf("4")).toEqual({ anchor: "text/c%201.xhtml#fees" });
    expect(anchorOf("plain")).toEqual({ anchor: "text/c%200.xhtml" });
  });

  it("counts pictures without a description, and chapters that are missing", async () => {
    const spine = `<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>`;
    expect((await load(book([`<p>a<img src="x"/><img alt="b" src="y"/></p>`]))).warnings).toMatchObject([
      { code: "pictures-not-read" },
    ]);
    expect((await load(book([], { "OEBPS/book.opf": spine }))).warnings).toMatchObject([{ code: "part-missing" }]);
  });

  it("refuses encrypted books of shops, but not scrambled fonts", async () => {
    const encryption = (uri: string) =>
      `<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:CipherData><enc:CipherReference URI="${uri}"/></enc:CipherData></enc:EncryptedData></encryption>`;
    const load1 = (uri: string) => load(book(["<p>a</p>"], { "META-INF/encryption.xml": encryption(uri) }));
    await expect(load1("OEBPS/text/c 0.xhtml")).rejects.toThrow(EncryptedDocumentError);
    expect((await load1("OEBPS/font.otf")).text).toBe("a");
  });

  it("refuses a package without a book", async () => {
    await expect(load(buildPackage({ mimetype: "application/epub+zip" }))).rejects.toThrow(LoadFailedError);
  });

  it("returns exact spans for any chapters", async () => {
    const part = fc.constantFrom(
      "<p>a</p>",
      '<h2 id="x">H</h2>',
      "<ul><li>i</li></ul>",
      '<p id="p">e\u0301</p>',
      " ",
      "<pre>\n x</pre>",
    );
    const chapter = fc.array(part, { maxLength: 5 }).map((parts) => parts.join(""));
    await fc.assert(
      fc.asyncProperty(fc.array(chapter, { maxLength: 4 }), async (chapters) => {
        expectExactSpans(await load(book(chapters)));
      }),
      { numRuns: 40 },
    );
  });
});

describe("closeEmptyTags", () => {
  it("adds an end tag to every empty element, except those that HTML never closes", () => {
    expect(closeEmptyTags(`<title/><a id="x/>y" /><br/><img src='a'/>`)).toBe(
      `<title></title><a id="x/>y" ></a><br/><img src='a'/>`,
    );
  });

  it("is fast on endless text that resembles tags", () => {
    const source = `${"<a ".repeat(20_000)}/`;
    expect(closeEmptyTags(source)).toBe(source);
  });
});
