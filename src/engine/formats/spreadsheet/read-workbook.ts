import {
  type ParsingOptions,
  parse_zip as parseZip,
  read,
  set_cptable as setCodePages,
  type WorkBook,
} from "@e965/xlsx";
import { EncryptedDocumentError, LoadFailedError, MEGABYTE_BYTES } from "../../../core/index.ts";
import { readZip } from "../zip/read-zip.ts";

/** Maximum unpacked size. A sheet's XML is parsed as one string, and its objects take several times as much. */
const MAX_INFLATED_BYTES = 256 * MEGABYTE_BYTES;
const MAX_MEMBERS = 10_000;
/** Maximum number of cells that are read from one workbook. */
export const MAX_CELLS = 1_000_000;
/** Bounds of the number of rows that are parsed from a sheet. It depends on the width that the sheets declare. */
const MIN_SHEET_ROWS = 10_000;
const MAX_SHEET_ROWS = 250_000;
/** Number of columns that is assumed for a sheet that does not declare its width. */
const USUAL_COLUMNS = 10;
const WIDTH = /<dimension ref="[A-Z]+\d+:([A-Z]+)\d+"/;
const PICTURE = /^(?:xl\/media|Pictures)\/[^/]+$/i;
const UNREAD_MEMBER = /\.(?:png|jpe?g|gif|bmp|emf|wmf|tiff?|svg|vml|bin)$|^(?:xl\/media|Pictures|Thumbnails)\//i;

const OPTIONS: ParsingOptions = {
  dense: true,
  cellFormula: true,
  // Without styles, the library does not say which rows and columns are hidden.
  cellStyles: true,
  cellHTML: false,
  cellNF: true,
};

export interface ReadWorkbook {
  readonly workbook: WorkBook;
  /** Maximum number of rows that were parsed from each sheet. */
  readonly sheetRows: number;
  readonly pictures: number;
  /** Whether the file stores the text of each cell, as OpenDocument does. */
  readonly hasStoredTexts: boolean;
}

/**
 * Parses a workbook: XLSX and ODS from their unpacked members, XLS directly.
 *
 * @throws {EncryptedDocumentError} when it needs a password
 * @throws {LoadFailedError}        when it is broken, or inflates to more than 256 MiB
 */
export async function readWorkbook(bytes: Uint8Array): Promise<ReadWorkbook> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  // The tables of old code pages are large, and only the binary format needs them.
  if (!isZip) setCodePages(await import("@e965/xlsx/dist/cpexcel.full.mjs"));
  const { members, pictures } = isZip ? await unpack(bytes) : { members: undefined, pictures: 0 };
  const sheetRows = countRowsToRead(members ?? new Map());
  // One more row, so that a truncated sheet differs from one with exactly this many rows.
  const options: ParsingOptions = { ...OPTIONS, type: "buffer", sheetRows: sheetRows + 1 };
  try {
    const workbook = members === undefined ? read(bytes, options) : parseZip(toContainer(members), options);
    return { workbook, sheetRows, pictures, hasStoredTexts: members?.has("content.xml") === true };
  } catch (error) {
    if (error instanceof Error && /password|encrypt/i.test(error.message)) throw encrypted();
    throw new LoadFailedError("The file could not be read as a workbook: its structure is broken.", {
      hint: "Open the file in the program that made it, save it again, and add the new file.",
      cause: error,
    });
  }
}

interface UnpackedWorkbook {
  readonly members: ReadonlyMap<string, Buffer>;
  readonly pictures: number;
}

async function unpack(bytes: Uint8Array): Promise<UnpackedWorkbook> {
  let pictures = 0;
  const members = await readZip(bytes, {
    maxBytes: MAX_INFLATED_BYTES,
    maxMembers: MAX_MEMBERS,
    wants(name) {
      if (PICTURE.test(name)) pictures++;
      // A binary workbook has its sheets in .bin files, which other workbooks use for printers and macros.
      return /^xl\/(?:worksheets\/|[^/]*$)/.test(name) || !UNREAD_MEMBER.test(name);
    },
  });
  const manifest = members.get("META-INF/manifest.xml")?.toString("utf8") ?? "";
  if (manifest.includes("encryption-data")) throw encrypted();
  return { members, pictures };
}

/** Counts the rows to parse. A wrong width can only reduce them to the minimum. */
function countRowsToRead(members: ReadonlyMap<string, Buffer>): number {
  let columns = 1;
  for (const [name, content] of members) {
    if (!/^xl\/worksheets\/[^/]+\.xml$/.test(name)) continue;
    const letters = WIDTH.exec(content.toString("latin1", 0, 4096))?.[1];
    const width = [...(letters ?? "")].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
    columns = Math.max(columns, width === 0 ? USUAL_COLUMNS : width);
  }
  return Math.min(MAX_SHEET_ROWS, Math.max(MIN_SHEET_ROWS, Math.ceil(MAX_CELLS / columns)));
}

/** Converts members to the shape in which the library itself unpacks a ZIP. */
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
    hint: "Save a copy without a password, and add the copy.",
  });
}
