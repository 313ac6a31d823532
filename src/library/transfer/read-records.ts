import { createHash } from "node:crypto";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import {
  defined,
  ExportCorruptError,
  ExportVersionError,
  errorCodeOf,
  parseJson,
  type ReadableFile,
} from "../../core/index.ts";
import { EXPORT_VERSION, type ExportRecord, exportRecord, versionedHeader } from "./records.ts";

/**
 * Maximum length of one record. The longest records are those with a document's metadata and receipt; all others are
 * pieces of a few megabytes.
 */
const LONGEST_LINE_BYTES = 1 << 26;
/**
 * Maximum ratio by which a file may grow when it is decompressed. Text and base64 grow tenfold, a gzip bomb a
 * thousandfold.
 */
const MAX_TIMES_LARGER = 250;
const FREE_BYTES = 1 << 26;

/**
 * Yields the records of an export up to its end record. Memory holds one line at a time.
 *
 * @throws {ExportVersionError} for an export of another version
 * @throws {ExportCorruptError} if the file is not an export, has an invalid record, or was cut off or changed
 */
export async function* readRecords(file: ReadableFile): AsyncGenerator<ExportRecord> {
  const hash = createHash("sha256");
  let number = 0;
  for await (const line of readLines(file)) {
    const record = parseRecord(line, ++number);
    if (record.record === "end") {
      if (record.records === number - 1 && record.sha256 === hash.digest("hex")) return;
      throw corrupt("Its contents were changed after it was written");
    }
    hash.update(line).update("\n");
    yield record;
  }
  throw corrupt("Its end is missing");
}

function parseRecord(line: Uint8Array, number: number): ExportRecord {
  const value = parseLine(line);
  const header = number === 1 ? versionedHeader.safeParse(value) : undefined;
  if (header?.success && header.data.version !== EXPORT_VERSION)
    throw new ExportVersionError(
      `The export has format version ${header.data.version}; this release of Lydian reads version ${EXPORT_VERSION}.`,
      { hint: `Import it with the version of Lydian that wrote it${writerOf(header.data)}, or a newer one.` },
    );
  if (header?.success === false) throw corrupt("It does not begin like an export");
  const record = exportRecord.safeParse(value);
  if (record.success) return record.data;
  const place = record.error.issues[0]?.path.join(".") ?? "";
  throw corrupt(`Record ${number} is not valid in version ${EXPORT_VERSION}, at "${place}"`);
}

/**
 * Returns the version that wrote the export, in brackets. Any other text is left out, because the file is not trusted.
 */
const writerOf = ({ writtenBy = "" }: { readonly writtenBy?: string | undefined }): string =>
  /^[0-9A-Za-z.+-]+$/.test(writtenBy) ? ` (${writtenBy})` : "";

/** Parses a line as JSON. Returns undefined if it is not JSON, which no schema of a record accepts. */
function parseLine(line: Uint8Array): unknown {
  try {
    return parseJson(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(line));
  } catch {
    return undefined;
  }
}

async function* readLines(file: ReadableFile): AsyncGenerator<Uint8Array> {
  let parts: Uint8Array[] = [];
  let length = 0;
  for await (const piece of inflate(file)) {
    let start = 0;
    for (let end = piece.indexOf(10); end >= 0; end = piece.indexOf(10, start)) {
      yield Buffer.concat([...parts, piece.subarray(start, end)]);
      parts = [];
      length = 0;
      start = end + 1;
    }
    parts.push(piece.subarray(start));
    length += piece.length - start;
    if (length > LONGEST_LINE_BYTES) throw corrupt("A record is too long");
  }
}

async function* inflate(file: ReadableFile): AsyncGenerator<Buffer> {
  const most = file.sizeBytes * MAX_TIMES_LARGER + FREE_BYTES;
  let total = 0;
  // Errors are handled by the loop below, so this callback ignores them.
  const inflated = pipeline(file.read(), createGunzip(), () => undefined);
  try {
    for await (const piece of inflated) {
      total += piece.length;
      if (total > most) throw corrupt(`It expands to more than ${MAX_TIMES_LARGER} times its size`);
      yield piece;
    }
  } catch (error) {
    const isDamage = errorCodeOf(error).startsWith("Z_");
    throw isDamage ? corrupt("It is not a gzip file, or was cut off or damaged", error) : error;
  }
}

/** Creates the error for a rejected export. It quotes nothing of the export. */
export function corrupt(sentence: string, cause?: unknown): ExportCorruptError {
  return new ExportCorruptError(
    `The export cannot be read: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}.`,
    defined({ hint: "Nothing of it was imported. Copy the file again, or export anew.", cause }),
  );
}
