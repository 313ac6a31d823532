import { isUtf8 } from "node:buffer";
import { inflateRawSync } from "node:zlib";
import iconv from "iconv-lite";
import { EncryptedDocumentError, LoadFailedError } from "../../../core/index.ts";

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 65_535;
const MADE_BY_UNIX = 3;
/** Of a file's mode in Unix. */
const KIND_BITS = 0o170_000;
const LINK = 0o120_000;
const STORED = 0;
const DEFLATED = 8;
/** Text of real documents shrinks to a fiftieth at most, a bomb to a thousandth; up to 8 MiB any ratio is harmless. */
const MOST_RATIO = 200;
const SMALL_BYTES = 8 * 1_048_576;

export interface ZipLimits {
  /** Of all entries that are read, inflated. */
  readonly maxBytes: number;
  readonly maxEntries: number;
  /** Entries that are not wanted are not inflated. */
  wants(name: string): boolean;
}

/** A member as the directory tells it; its content is inflated only when it is asked for. */
export interface ZipEntry {
  /** `/` between folders, and at the end of a folder's own. */
  readonly name: string;
  readonly isLink: boolean;
  readonly flags: number;
  readonly method: number;
  readonly compressedBytes: number;
  readonly offset: number;
}

/**
 * Inflates the wanted entries of a ZIP, counting what really comes out: an entry that inflates to more than what is
 * left of the limit, or to over 8 MiB and 200 times its size, is refused, whatever size it declares.
 *
 * @returns  by name, `/` between folders; of entries with one name the last
 * @throws {EncryptedDocumentError} when a wanted entry is encrypted
 * @throws {LoadFailedError}        when it is broken, of a compression that nobody uses, or over a limit
 */
export function readZip(bytes: Uint8Array, limits: ZipLimits): ReadonlyMap<string, Buffer> {
  const contents = new Map<string, Buffer>();
  let left = limits.maxBytes;
  for (const entry of listEntries(bytes, limits.maxEntries)) {
    if (entry.name.endsWith("/") || !limits.wants(entry.name)) continue;
    const content = inflateEntry(bytes, entry, left);
    if (content === undefined) throw bombError();
    left -= content.length;
    contents.set(entry.name, content);
  }
  return contents;
}

/** @throws {LoadFailedError} when the directory is broken, or names more than `maxEntries` */
export function listEntries(bytes: Uint8Array, maxEntries: number): readonly ZipEntry[] {
  const buffer = viewOf(bytes);
  const end = findEnd(buffer);
  const count = buffer.readUInt16LE(end + 10);
  if (count > maxEntries) throw broken(`it has ${count} members, more than ${maxEntries}`);
  const entries: ZipEntry[] = [];
  let at = buffer.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    if (at + 46 > buffer.length || buffer.readUInt32LE(at) !== ENTRY_SIGNATURE) throw broken("its directory is broken");
    const nameBytes = buffer.readUInt16LE(at + 28);
    entries.push({
      name: decodeName(buffer.subarray(at + 46, at + 46 + nameBytes)),
      isLink: buffer.readUInt8(at + 5) === MADE_BY_UNIX && (buffer.readUInt16LE(at + 40) & KIND_BITS) === LINK,
      flags: buffer.readUInt16LE(at + 8),
      method: buffer.readUInt16LE(at + 10),
      compressedBytes: buffer.readUInt32LE(at + 20),
      offset: buffer.readUInt32LE(at + 42),
    });
    at += 46 + nameBytes + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32);
  }
  return entries;
}

function findEnd(buffer: Buffer): number {
  const lowest = Math.max(0, buffer.length - END_BYTES - LONGEST_COMMENT);
  for (let at = buffer.length - END_BYTES; at >= lowest; at--) {
    if (buffer.readUInt32LE(at) === END_SIGNATURE) return at;
  }
  throw broken("its directory is missing, as in a file that was cut");
}

/**
 * @param maxBytes  how much may come out
 * @returns         undefined when more would come out than that, or than 8 MiB and 200 times the entry's size
 * @throws {EncryptedDocumentError} when the entry is encrypted
 * @throws {LoadFailedError}        when it is broken, or of a compression that nobody uses
 */
export function inflateEntry(bytes: Uint8Array, entry: ZipEntry, maxBytes: number): Buffer | undefined {
  const buffer = viewOf(bytes);
  if ((entry.flags & 1) !== 0) {
    throw new EncryptedDocumentError("The file is encrypted and asks for a password.", {
      hint: "Save a copy without a password and add that.",
    });
  }
  const { offset } = entry;
  if (offset + 30 > buffer.length || buffer.readUInt32LE(offset) !== LOCAL_SIGNATURE)
    throw broken("a member is missing");
  const start = offset + 30 + buffer.readUInt16LE(offset + 26) + buffer.readUInt16LE(offset + 28);
  const packed = buffer.subarray(start, start + entry.compressedBytes);
  if (packed.length < entry.compressedBytes) throw broken("a member is cut");
  if (entry.method === STORED && packed.length <= maxBytes) return packed;
  if (entry.method !== DEFLATED && entry.method !== STORED) throw broken(`compression ${entry.method} is not read`);
  try {
    // Node takes no limit of 0, and throws ERR_BUFFER_TOO_LARGE as soon as more comes out.
    const mostBytes = Math.min(maxBytes, Math.max(SMALL_BYTES, packed.length * MOST_RATIO));
    if (entry.method === DEFLATED) return inflateRawSync(packed, { maxOutputLength: Math.max(1, mostBytes) });
  } catch (error) {
    if (!(error instanceof RangeError)) throw broken("a member can not be inflated", error);
  }
  return undefined;
}

export function bombError(): LoadFailedError {
  return broken("its members inflate to far more than a document holds, as in a ZIP bomb");
}

/** Names are UTF-8, or of the code page of DOS, which few programs still write. */
function decodeName(bytes: Buffer): string {
  return (isUtf8(bytes) ? bytes.toString("utf8") : iconv.decode(bytes, "cp437")).replaceAll("\\", "/");
}

function viewOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function broken(reason: string, cause?: unknown): LoadFailedError {
  return new LoadFailedError(`The file could not be unpacked: ${reason}.`, {
    hint: "Open the file in the program that made it, save it again, and add that.",
    cause,
  });
}
