import { utils, write } from "@e965/xlsx";
import { strToU8 } from "fflate";
import { describe, expect, it } from "vitest";
import { never } from "../../core/index.ts";
import { buildDocx, buildPackage, buildPptx } from "./fixtures/build-package.ts";
import { loadBytes } from "./index.ts";
import { drawPdf } from "./pdf/fixtures/draw-pdf.ts";

const DAY = "2024-05-01";
const DUBLIN_CORE = 'xmlns:dc="http://purl.org/dc/elements/1.1/"';
const OPEN_DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns";

const epub = buildPackage({
  mimetype: "application/epub+zip",
  "META-INF/container.xml": `<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf"/></rootfiles></container>`,
  "book.opf": `<package xmlns="http://www.idpf.org/2007/opf" ${DUBLIN_CORE}><metadata><dc:title>Handbook</dc:title><dc:creator>Ng</dc:creator><dc:language>en</dc:language><dc:date>${DAY}</dc:date></metadata><manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c"/></spine></package>`,
  "c.xhtml": `<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Text.</p></body></html>`,
});

const odt = buildPackage({
  mimetype: "application/vnd.oasis.opendocument.text",
  "content.xml": `<office:document-content xmlns:office="${OPEN_DOCUMENT}:office:1.0" xmlns:text="${OPEN_DOCUMENT}:text:1.0"><office:body><office:text><text:p>Text.</text:p></office:text></office:body></office:document-content>`,
  "meta.xml": `<office:document-meta xmlns:office="${OPEN_DOCUMENT}:office:1.0" xmlns:meta="${OPEN_DOCUMENT}:meta:1.0" ${DUBLIN_CORE}><office:meta><dc:title>Handbook</dc:title><meta:initial-creator>Ng</meta:initial-creator><dc:language>en</dc:language><meta:creation-date>${DAY}T09:00:00</meta:creation-date></office:meta></office:document-meta>`,
});

function workbook(): Uint8Array {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([["part"], ["A-113"]]), "Parts");
  book.Props = { Title: "Handbook", Author: "Ng", CreatedDate: new Date(`${DAY}T09:00:00Z`) };
  return new Uint8Array(write(book, { type: "buffer", bookType: "xlsx" }));
}

const pdf = drawPdf((page) => page.text("The text of the page."), {
  info: { Title: "Handbook", Author: "Ng", CreationDate: new Date(`${DAY}T09:00:00Z`) },
  lang: "en",
});

/** Files of each format with the same metadata: title, author, date and, if the format has it, language. */
const files: readonly (readonly [name: string, bytes: Uint8Array | Promise<Uint8Array>, hasLanguage: boolean])[] = [
  ["a.md", strToU8(`---\ntitle: Handbook\nauthor: Ng\ndate: ${DAY}\nlanguage: en\n---\n\nText.\n`), true],
  [
    "a.html",
    strToU8(
      `<html lang="en"><head><title>Handbook</title><meta name="author" content="Ng"><meta name="date" content="${DAY}"></head><body><p>Text.</p></body></html>`,
    ),
    true,
  ],
  ["a.docx", buildDocx("<w:p><w:r><w:t>Text.</w:t></w:r></w:p>"), false],
  ["a.pptx", buildPptx([""]), false],
  ["a.xlsx", workbook(), false],
  ["a.odt", odt, true],
  ["a.epub", epub, true],
  [
    "a.rtf",
    strToU8(
      String.raw`{\rtf1\ansi{\info{\title Handbook}{\author Ng}{\creatim\yr2024\mo5\dy1\hr9\min0}}\pard Text.\par}`,
    ),
    false,
  ],
  ["a.pdf", pdf, true],
  [
    "a.eml",
    strToU8(
      `From: Ng <ng@example.org>\r\nTo: ann@example.org\r\nSubject: Handbook\r\nDate: Wed, 1 May 2024 09:00:00 +0000\r\n\r\nText.\r\n`,
    ),
    false,
  ],
  [
    "a.xml",
    strToU8(
      `<rss version="2.0"><channel><title>Handbook</title><managingEditor>Ng</managingEditor><language>en</language><pubDate>Wed, 01 May 2024 09:00:00 GMT</pubDate><item><title>One</title><description>Text.</description></item></channel></rss>`,
    ),
    true,
  ],
  [
    "b.xml",
    strToU8(
      `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Handbook</title><author><name>Ng</name></author><published>${DAY}T09:00:00Z</published><entry><title>One</title><summary>Text.</summary></entry></feed>`,
    ),
    true,
  ],
];

describe("the metadata of a file", () => {
  it.each(files)("has the same names in every format: %s", async (name, bytes, hasLanguage) => {
    const loaded = await loadBytes({ bytes: await bytes, uri: `file:///${name}` }, never);
    expect(loaded.title).toBe("Handbook");
    const { author, date, language } = loaded.metadata;
    expect([author].flat()).toEqual(["Ng"]);
    expect(String(date).slice(0, 10)).toBe(DAY);
    if (hasLanguage) expect(String(language).slice(0, 2)).toBe("en");
  });
});
