import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EncryptedDocumentError, LoadFailedError } from "../../../core/index.ts";
import { buildPackage } from "../fixtures/build-package.ts";
import { expectExactSpans, listElements } from "../fixtures/expect-exact-spans.ts";
import { loadOdf } from "./load-odf.ts";

const load = (bytes: Uint8Array) => loadOdf({ bytes, uri: "a.odt", mediaType: "" });
const O = "urn:oasis:names:tc:opendocument:xmlns";
const NAMESPACES = `xmlns:office="${O}:office:1.0" xmlns:text="${O}:text:1.0" xmlns:table="${O}:table:1.0" xmlns:draw="${O}:drawing:1.0" xmlns:presentation="${O}:presentation:1.0" xmlns:style="${O}:style:1.0" xmlns:svg="${O}:svg-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="${O}:meta:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"`;
const STYLES = `<office:automatic-styles><text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/><text:list-level-style-bullet text:level="2"/></text:list-style></office:automatic-styles>`;

function build(body: string, parts: Readonly<Record<string, string>> = {}): Uint8Array {
  return buildPackage({
    mimetype: "application/vnd.oasis.opendocument.text",
    "content.xml": `<office:document-content ${NAMESPACES}>${STYLES}<office:body>${body}</office:body></office:document-content>`,
    "meta.xml": `<office:document-meta ${NAMESPACES}><office:meta><dc:title>Handbook</dc:title><meta:initial-creator>Ng</meta:initial-creator><meta:keyword>fees</meta:keyword><meta:creation-date>2024-05-01T09:00:00</meta:creation-date></office:meta></office:document-meta>`,
    ...parts,
  });
}
const text = (content: string) => build(`<office:text>${content}</office:text>`);
const cell = (content: string, attributes = "") =>
  `<table:table-cell ${attributes}><text:p>${content}</text:p></table:table-cell>`;

describe("loadOdf", () => {
  it("reads headings, white space, lists with numbers and bullets, and the metadata", async () => {
    const loaded = await load(
      text(
        `<text:h text:outline-level="2">Fees</text:h><text:p>a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d\n  e</text:p>
        <text:list text:style-name="L1"><text:list-item><text:p>one</text:p><text:list><text:list-item><text:p>inner</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>two</text:p><text:p>more</text:p></text:list-item></text:list>`,
      ),
    );
    expect(listElements(loaded)).toEqual([
      ["heading", "Fees"],
      ["paragraph", "a b c\nd e"],
      ["list", "1. one\n  - inner\n2. two\n   more"],
    ]);
    expect(loaded).toMatchObject({
      title: "Handbook",
      metadata: { author: "Ng", keywords: "fees", date: "2024-05-01T09:00:00.000Z" },
      locations: [{ location: { anchor: "fees" } }],
    });
  });

  it("puts notes, comments and text boxes after their paragraph, and leaves out deleted text", async () => {
    const loaded = await load(
      text(
        `<text:tracked-changes><text:p>old</text:p></text:tracked-changes><text:p>It costs 5.<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Since May.</text:p></text:note-body></text:note><office:annotation><dc:creator>Ann</dc:creator><text:p>Right?</text:p></office:annotation><draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame><draw:frame><draw:image/></draw:frame></text:p>`,
      ),
    );
    expect(loaded.text).toBe("It costs 5.[footnote 1]\n\n[footnote 1] Since May.\n\n[comment by Ann] Right?\n\nboxed");
    expect(loaded.warnings).toMatchObject([{ code: "pictures-not-read" }]);
  });

  it("reads tables with header rows and merged cells, and limits repeated cells", async () => {
    const loaded = await load(
      text(
        `<table:table><table:table-header-rows><table:table-row>${cell("Part") + cell("Price")}</table:table-row></table:table-header-rows>
        <table:table-row>${cell("A-113", 'table:number-rows-spanned="2"') + cell("4")}</table:table-row><table:table-row><table:covered-table-cell/>${cell("5", 'table:number-columns-repeated="1"')}</table:table-row>
        <table:table-row>${cell("", 'table:number-columns-repeated="99999999"')}</table:table-row></table:table>`,
      ),
    );
    expect(loaded.text).toBe("| Part | Price |\n| --- | --- |\n| A-113 | 4 |\n| A-113 | 5 |");
    expect(loaded.elements[0]?.header).toEqual({ start: 0, end: 16 });
  });

  it("reads formulas as text", async () => {
    const bytes = build(
      `<office:text><text:p>x = <draw:frame><draw:object xlink:href="./Object 1"/></draw:frame></text:p></office:text>`,
      {
        "Object 1/content.xml": `<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mi>a</mi><annotation>a over 2</annotation></semantics></math>`,
      },
    );
    expect((await load(bytes)).text).toBe("x = a over 2");
  });

  it("reads slides of a presentation with their notes", async () => {
    const slide = (content: string) => `<draw:page>${content}</draw:page>`;
    const frame = (content: string, kind = "") =>
      `<draw:frame ${kind}><draw:text-box><text:p>${content}</text:p></draw:text-box></draw:frame>`;
    const loaded = await load(
      build(
        `<office:presentation>${slide(frame("body") + frame("Fees", 'presentation:class="title"'))}${slide("")}${slide(`<presentation:notes>${frame("Say hello.")}</presentation:notes>`)}</office:presentation>`,
      ),
    );
    expect(loaded.text).toBe("Fees\n\nbody\n\n[notes] Say hello.");
    expect(loaded.locations.map(({ location }) => location)).toEqual([{ slide: 1 }, { slide: 1 }, { slide: 3 }]);
    expect(loaded).toMatchObject({ pages: 3, pagesWithoutText: [2] });
  });

  it("says that a file needs a password, or has no body", async () => {
    const manifest = `<manifest:manifest xmlns:manifest="${O}:manifest:1.0"><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>`;
    await expect(load(build("", { "META-INF/manifest.xml": manifest }))).rejects.toThrow(EncryptedDocumentError);
    await expect(load(buildPackage({ "content.xml": "<a/>" }))).rejects.toThrow(LoadFailedError);
  });

  it("returns exact spans for any body", async () => {
    const part = fc.constantFrom(
      "<text:h>H</text:h>",
      "<text:p>e\u0301</text:p>",
      "<text:p/>",
      "<text:list><text:list-item><text:p>i</text:p></text:list-item></text:list>",
      "<text:list/>",
      `<table:table><table:table-row>${cell("a") + cell("b")}</table:table-row><table:table-row>${cell("1") + cell("2")}</table:table-row></table:table>`,
      `<table:table><table:table-row>${cell("a")}</table:table-row></table:table>`,
      "<table:table/>",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 12 }), async (parts) => {
        expectExactSpans(await load(text(parts.join(""))));
      }),
      { numRuns: 40 },
    );
  });
});
