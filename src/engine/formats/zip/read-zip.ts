import { isUtf8 } from "node:buffer";
import { crc32, inflateRawSync } from "node:zlib";
import { type Entry, fromBufferPromise, getFileNameLowLevel, type ZipFile } from "yauzl";
import { EncryptedDocumentError, LoadFailedError, MEGABYTE_BYTES } from "../../../core/index.ts";

const END_SIGNATURE = Buffer.from("PK\x05\x06", "latin1");
const END_RECORD_BYTES = 22;
const MAX_COMMENT_BYTES = 65_535;
const UTF8_NAME_FLAG = 0x800;
const MADE_BY_UNIX = 3;
/** Bits of a Unix file mode that tell links from files and folders. */
const FILE_TYPE_BITS = 0o170_000;
const LINK_TYPE = 0o120_000;
const STORED = 0;
const DEFLATED = 8;
/**
 * Maximum ratio of unpacked to packed size. Real text shrinks to a fiftieth at best, a bomb to a thousandth. Up to 8
 * MiB any ratio is harmless.
 */
const MAX_RATIO = 200;
const SMALL_BYTES = 8 * MEGABYTE_BYTES;

export interface ZipLimits {
  /** Maximum size of all unpacked members together. */
  readonly maxBytes: number;
  readonly maxMembers: number;
  /** Selects members by name; the others are not unpacked. */
  wants(name: string): boolean;
}

/** A file or folder in a ZIP, as its directory describes it. */
export interface ZipMember {
  /** Path with `/` between folders; the name of a folder ends with `/`. */
  readonly name: string;
  readonly isLink: boolean;
  /**
   * Unpacks the member and checks its checksum. The limits apply to the bytes that really come out, whatever size
   * the directory declares.
   *
   * @returns  undefined for a bomb: over `maxBytes`, or over 8 MiB and 200 times the packed size
   * @throws {EncryptedDocumentError} when the member needs a password
   * @throws {LoadFailedError}        when it is broken, or packed by a method other than DEFLATE
   */
  unpack(maxBytes: number): Promise<Buffer | undefined>;
}

/**
 * Unpacks the wanted members of a ZIP or ZIP64 file.
 *
 * @returns  contents by member name; of several members with one name, the last
 * @throws {EncryptedDocumentError} when a wanted member needs a password
 * @throws {LoadFailedError}        when the file is broken or exceeds a limit
 */
export async function readZip(bytes: Uint8Array, limits: ZipLimits): Promise<ReadonlyMap<string, Buffer>> {
  const contents = new Map<string, Buffer>();
  let bytesLeft = limits.maxBytes;
  for (const member of await listMembers(bytes, limits.maxMembers)) {
    if (member.name.endsWith("/") || !limits.wants(member.name)) continue;
    const content = await member.unpack(bytesLeft);
    if (content === undefined) throw bombError();
    bytesLeft -= content.length;
    contents.set(member.name, content);
  }
  return contents;
}

/**
 * Lists the members of a ZIP or ZIP64 file, in the order of its directory. Nothing is unpacked.
 *
 * @throws {EncryptedDocumentError} when the directory uses strong encryption
 * @throws {LoadFailedError}        when the directory is broken, or names more than `maxMembers`
 */
export async function listMembers(bytes: Uint8Array, maxMembers: number): Promise<readonly ZipMember[]> {
  const buffer = withoutTrailingBytes(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  // Names stay bytes, since the library refuses a whole file for a name that climbs out of its folder. Such a name
  // does no harm here: nothing is written to disk. Sizes are checked by `unpack`, so that one bad member fails alone.
  const options = { decodeStrings: false, validateEntrySizes: false };
  const zip = await fromBufferPromise(buffer, options).catch((error: unknown) => {
    throw broken("its directory is missing, as in a file that was cut", error);
  });
  if (zip.entryCount > maxMembers) throw broken(`it has ${zip.entryCount} members, more than ${maxMembers}`);

  const members: ZipMember[] = [];
  try {
    for await (const entry of zip.eachEntry()) members.push(toMember(entry, zip, buffer));
  } catch (error) {
    if (error instanceof Error && error.message.includes("strong encryption")) throw encrypted();
    throw broken("its directory is broken", error);
  }
  return members;
}

/** Creates the error for a file that unpacks to more than a limit. */
export function bombError(): LoadFailedError {
  return broken("its members inflate to far more than a document holds, as in a ZIP bomb");
}

/** Drops what follows the directory's end and its comment: unzip programs read such files, the library does not. */
function withoutTrailingBytes(buffer: Buffer): Buffer {
  const end = buffer.lastIndexOf(END_SIGNATURE, -END_RECORD_BYTES);
  if (end < Math.max(0, buffer.length - END_RECORD_BYTES - MAX_COMMENT_BYTES)) return buffer;
  return buffer.subarray(0, end + END_RECORD_BYTES + buffer.readUInt16LE(end + 20));
}

function toMember(entry: Entry, zip: ZipFile, buffer: Buffer): ZipMember {
  const isFromUnix = entry.versionMadeBy >>> 8 === MADE_BY_UNIX;
  return {
    name: decodeName(entry),
    isLink: isFromUnix && ((entry.externalFileAttributes >>> 16) & FILE_TYPE_BITS) === LINK_TYPE,
    async unpack(maxBytes) {
      if (entry.isEncrypted()) throw encrypted();
      const header = await zip.readLocalFileHeaderPromise(entry, { minimal: true }).catch((error: unknown) => {
        throw broken("a member is missing or cut", error);
      });
      const start = header.fileDataStart;
      const content = inflate(entry.compressionMethod, buffer.subarray(start, start + entry.compressedSize), maxBytes);
      if (content !== undefined && crc32(content) !== entry.crc32) {
        throw broken("a member is damaged: its checksum does not match");
      }
      return content;
    },
  };
}

/** Decodes a name: UTF-8 if its bytes are, else its Unicode field, else the DOS code page of old programs. */
function decodeName({ fileNameRaw, extraFields, generalPurposeBitFlag }: Entry): string {
  if (isUtf8(fileNameRaw)) return fileNameRaw.toString("utf8").replaceAll("\\", "/");
  return getFileNameLowLevel(generalPurposeBitFlag & ~UTF8_NAME_FLAG, fileNameRaw, extraFields, false);
}

/**
 * Unpacks the bytes of a member.
 *
 * @returns undefined if more would come out than the limits of `ZipMember.unpack` allow
 */
function inflate(method: number, packed: Buffer, maxBytes: number): Buffer | undefined {
  if (method === STORED) return packed.length <= maxBytes ? packed : undefined;
  if (method !== DEFLATED) throw broken(`compression ${method} is not read`);
  const maxOutputLength = Math.min(maxBytes, Math.max(SMALL_BYTES, packed.length * MAX_RATIO));
  try {
    // Node accepts no limit of 0, and throws ERR_BUFFER_TOO_LARGE as soon as more comes out.
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, maxOutputLength) });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw broken("a member cannot be inflated", error);
  }
}

function encrypted(): EncryptedDocumentError {
  return new EncryptedDocumentError("The file is encrypted and asks for a password.", {
    hint: "Save a copy without a password, and add the copy.",
  });
}

function broken(reason: string, cause?: unknown): LoadFailedError {
  return new LoadFailedError(`The file could not be unpacked: ${reason}.`, {
    hint: "Open the file in the program that made it, save it again, and add the new file.",
    cause,
  });
}
