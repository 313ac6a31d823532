import { type Loader, type LoadInput, MEGABYTE_BYTES, type Ocr } from "../../core/index.ts";
import type { LoadResult } from "./load-result.ts";
import { sourceMediaTypes } from "./source-code/languages.ts";

/** A loader with the size of the largest file that it reads. */
export interface BoundedLoader extends Loader {
  readonly maxBytes: number;
  /** True if files of this kind may have members. */
  readonly isContainer?: boolean;
  /** True if the loader reads pictures by OCR, if OCR is on. */
  readonly usesOcr?: boolean;
}

/**
 * Registry with one loader for each kind of file. Its code and libraries are imported for the first file of the kind,
 * so that listing loaders costs nothing. Raise the version of a loader with every change to the text or metadata that
 * it reads, so that documents are read again.
 */
export const loaders: readonly BoundedLoader[] = [
  defineLoader({
    id: "markdown",
    version: "3",
    mediaTypes: ["text/markdown"],
    maxBytes: 8 * MEGABYTE_BYTES,
    read: async (input) => (await import("./markdown/load-markdown.ts")).loadMarkdown(input),
  }),
  defineLoader({
    id: "plain-text",
    version: "2",
    mediaTypes: ["text/plain"],
    maxBytes: 256 * MEGABYTE_BYTES,
    read: async (input) => (await import("./plain-text/load-plain-text.ts")).loadPlainText(input),
  }),
  defineLoader({
    id: "html",
    version: "5",
    mediaTypes: ["text/html"],
    maxBytes: 32 * MEGABYTE_BYTES,
    read: async (input) => (await import("./html/load-html.ts")).loadHtml(input),
  }),
  defineLoader({
    id: "pdf",
    version: "6",
    mediaTypes: ["application/pdf"],
    maxBytes: 512 * MEGABYTE_BYTES,
    usesOcr: true,
    read: async (input, signal, ocr) => (await import("./pdf/load-pdf.ts")).loadPdf(input, signal, ocr),
  }),
  defineLoader({
    id: "image",
    version: "1",
    mediaTypes: ["image/png", "image/jpeg", "image/webp", "image/gif", "image/bmp"],
    maxBytes: 64 * MEGABYTE_BYTES,
    usesOcr: true,
    read: async (input, signal, ocr) => (await import("./image/load-image.ts")).loadImage(input, signal, ocr),
  }),
  defineLoader({
    id: "docx",
    version: "3",
    mediaTypes: ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
    maxBytes: 256 * MEGABYTE_BYTES,
    read: async (input) => (await import("./docx/load-docx.ts")).loadDocx(input),
  }),
  defineLoader({
    id: "pptx",
    version: "1",
    mediaTypes: ["application/vnd.openxmlformats-officedocument.presentationml.presentation"],
    maxBytes: 256 * MEGABYTE_BYTES,
    read: async (input, signal) => (await import("./pptx/load-pptx.ts")).loadPptx(input, signal),
  }),
  defineLoader({
    id: "epub",
    version: "3",
    mediaTypes: ["application/epub+zip"],
    maxBytes: 256 * MEGABYTE_BYTES,
    read: async (input, signal) => (await import("./epub/load-epub.ts")).loadEpub(input, signal),
  }),
  defineLoader({
    id: "odf",
    version: "2",
    mediaTypes: [
      "application/vnd.oasis.opendocument.text",
      "application/vnd.oasis.opendocument.text-template",
      "application/vnd.oasis.opendocument.presentation",
    ],
    maxBytes: 256 * MEGABYTE_BYTES,
    read: async (input) => (await import("./odf/load-odf.ts")).loadOdf(input),
  }),
  defineLoader({
    id: "rtf",
    version: "2",
    mediaTypes: ["application/rtf"],
    maxBytes: 64 * MEGABYTE_BYTES,
    read: async (input, signal) => (await import("./rtf/load-rtf.ts")).loadRtf(input, signal),
  }),
  defineLoader({
    id: "encrypted-office",
    version: "1",
    mediaTypes: ["application/x-encrypted-office"],
    maxBytes: 512 * MEGABYTE_BYTES,
    read: async () => (await import("./encrypted-office/refuse-encrypted.ts")).refuseEncrypted(),
  }),
  defineLoader({
    id: "spreadsheet",
    version: "3",
    mediaTypes: [
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "application/vnd.ms-excel",
      "application/vnd.ms-excel.sheet.macroenabled.12",
      "application/vnd.ms-excel.sheet.binary.macroenabled.12",
      "application/vnd.oasis.opendocument.spreadsheet",
    ],
    maxBytes: 64 * MEGABYTE_BYTES,
    read: async (input) => (await import("./spreadsheet/load-spreadsheet.ts")).loadSpreadsheet(input),
  }),
  defineLoader({
    id: "csv",
    version: "2",
    mediaTypes: ["text/csv", "text/tab-separated-values"],
    maxBytes: 128 * MEGABYTE_BYTES,
    read: async (input) => (await import("./csv/load-csv.ts")).loadCsv(input),
  }),
  defineLoader({
    id: "json",
    version: "2",
    mediaTypes: ["application/json"],
    maxBytes: 64 * MEGABYTE_BYTES,
    read: async (input) => (await import("./json/load-json.ts")).loadJson(input),
  }),
  defineLoader({
    id: "json-lines",
    version: "2",
    mediaTypes: ["application/jsonl"],
    maxBytes: 64 * MEGABYTE_BYTES,
    read: async (input) => (await import("./json/load-json-lines.ts")).loadJsonLines(input),
  }),
  defineLoader({
    id: "yaml",
    version: "2",
    mediaTypes: ["application/yaml"],
    maxBytes: 8 * MEGABYTE_BYTES,
    read: async (input) => (await import("./yaml/load-yaml.ts")).loadYaml(input),
  }),
  defineLoader({
    id: "xml",
    version: "3",
    mediaTypes: ["application/xml"],
    maxBytes: 32 * MEGABYTE_BYTES,
    read: async (input) => (await import("./xml-data/load-xml.ts")).loadXml(input),
  }),
  defineLoader({
    id: "notebook",
    version: "1",
    mediaTypes: ["application/x-ipynb+json"],
    maxBytes: 64 * MEGABYTE_BYTES,
    read: async (input) => (await import("./notebook/load-notebook.ts")).loadNotebook(input),
  }),
  defineLoader({
    id: "source-code",
    version: "3",
    mediaTypes: sourceMediaTypes,
    maxBytes: 8 * MEGABYTE_BYTES,
    read: async (input) => (await import("./source-code/load-source-code.ts")).loadSourceCode(input),
  }),
  defineLoader({
    id: "zip",
    version: "1",
    mediaTypes: ["application/zip"],
    maxBytes: 512 * MEGABYTE_BYTES,
    isContainer: true,
    read: async (input) => (await import("./archive/load-zip.ts")).loadZip(input),
  }),
  defineLoader({
    id: "eml",
    version: "4",
    mediaTypes: ["message/rfc822"],
    maxBytes: 128 * MEGABYTE_BYTES,
    isContainer: true,
    usesOcr: true,
    read: async (input, _signal, ocr) => (await import("./mail/load-eml.ts")).loadEml(input, ocr),
  }),
  defineLoader({
    id: "msg",
    version: "4",
    mediaTypes: ["application/vnd.ms-outlook"],
    maxBytes: 128 * MEGABYTE_BYTES,
    isContainer: true,
    usesOcr: true,
    read: async (input, _signal, ocr) => (await import("./mail/load-msg.ts")).loadMsg(input, ocr),
  }),
  defineLoader({
    id: "mbox",
    version: "1",
    mediaTypes: ["application/mbox"],
    maxBytes: 256 * MEGABYTE_BYTES,
    isContainer: true,
    read: async (input) => (await import("./mail/load-mbox.ts")).loadMbox(input),
  }),
  defineLoader({
    id: "mhtml",
    version: "2",
    mediaTypes: ["multipart/related"],
    maxBytes: 128 * MEGABYTE_BYTES,
    read: async (input) => (await import("./mail/load-mhtml.ts")).loadMhtml(input),
  }),
];

interface LoaderDefinition extends Omit<BoundedLoader, "load"> {
  readonly read: (input: LoadInput, signal: AbortSignal, ocr?: Ocr) => Promise<LoadResult>;
}

function defineLoader({ read, ...loader }: LoaderDefinition): BoundedLoader {
  const { id } = loader;
  return {
    ...loader,
    load: async (input, signal, ocr) => {
      const result = await read(input, signal, ocr);
      return { ...result, loader: { id, version: versionWith(loader, ocr) } };
    },
  };
}

/**
 * Returns a loader's version. It includes the OCR that the loader uses, so that files are read again with another one.
 */
export function versionWith(
  { version, usesOcr }: Pick<BoundedLoader, "version" | "usesOcr">,
  ocr: Pick<Ocr, "id"> | undefined,
): string {
  return usesOcr === true && ocr !== undefined ? `${version}+${ocr.id}` : version;
}
