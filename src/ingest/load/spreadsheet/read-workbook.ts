import {
  type ParsingOptions,
  parse_zip as parseZip,
  read,
  set_cptable as setCodePages,
  type WorkBook,
} from "@e965/xlsx";
import { EncryptedDocumentError, LoadFailedError } from "../../../core/index.ts";
import { readZip } from "../zip/read-zip.ts";

const MEBIBYTE = 1_048_576;
/** A sheet's XML is parsed as one string of at most this size; its objects take several times as much. */
const MOST_INFLATED_BYTES = 256 * MEBIBYTE;
const MOST_MEMBERS = 10_000;
/** Rows of one sheet that are read. */
export const MOST_SHEET_ROWS = 100_000;
const UNREAD_MEMBER = /\.(?:png|jpe?g|gif|bmp|emf|wmf|tiff?|svg|vml|bin)$|^(?:xl\/media|Pictures|Thumbnails)\//i;

const OPTIONS: ParsingOptions = {
  dense: true,
  cellFormula: true,
  // Only with styles does the library tell which rows and columns are hidden.
  cellStyles: true,
  cellHTML: false,
  // The built-in short date depends on the machine's language; the only form that all read alike is ISO's.
  dateNF: "yyyy-mm-dd",
  // One more, so that a truncated sheet can be told from one of just this size.
  sheetRows: MOST_SHEET_ROWS + 1,
};

/**
 * Parses a workbook: XLSX and ODS from their unpacked members, XLS as it is.
 *
 * @throws {EncryptedDocumentError} when it needs a password
 * @throws {LoadFailedError}        when it is broken, or inflates to more than 256 MiB
 */
export async function readWorkbook(bytes: Uint8Array): Promise<WorkBook> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  // The tables of old code pages are large, and only the binary format needs them.
  if (!isZip) setCodePages(await import("@e965/xlsx/dist/cpexcel.full.mjs"));
  const members = isZip ? unpack(bytes) : undefined;
  try {
    return members === undefined
      ? read(bytes, { ...OPTIONS, type: "buffer" })
      : parseZip(toContainer(members), { ...OPTIONS, type: "buffer" });
  } catch (error) {
    if (error instanceof Error && /password|encrypt/i.test(error.message)) throw encrypted();
    throw new LoadFailedError("The file could not be read as a workbook: its structure is broken.", {
      hint: "Open the file in the program that made it, save it again, and add that.",
      cause: error,
    });
  }
}

function unpack(bytes: Uint8Array): ReadonlyMap<string, Buffer> {
  const members = readZip(bytes, {
    maxBytes: MOST_INFLATED_BYTES,
    maxEntries: MOST_MEMBERS,
    // The binary workbook keeps its sheets in .bin, which other workbooks use for printers and macros.
    wants: (name) => /^xl\/(?:worksheets\/|[^/]*$)/.test(name) || !UNREAD_MEMBER.test(name),
  });
  const manifest = members.get("META-INF/manifest.xml")?.toString("utf8") ?? "";
  if (manifest.includes("encryption-data")) throw encrypted();
  return members;
}

/** The shape in which the library unpacks a ZIP itself. */
function toContainer(members: ReadonlyMap<string, Buffer>): object {
  return {
    FullPaths: ["Root Entry/", ...[...members.keys()].map((name) => `Root Entry/${name}`)],
    FileIndex: [
      { name: "Root Entry", type: 5 },
      ...[...members].map(([name, content]) => ({ name, type: 2, content })),
    ],
  };
}

function encrypted(): EncryptedDocumentError {
  return new EncryptedDocumentError("The workbook is encrypted and asks for a password.", {
    hint: "Save a copy without a password and add that.",
  });
}
