import { type SegmentPart, StoreVersionError } from "../../../core/index.ts";
import type { ByteReader } from "./byte-reader.ts";
import type { ByteWriter } from "./byte-writer.ts";

/** Version of the segment format that this release writes. It reads this version and the one before. */
export const FORMAT_VERSION = 2;

const MAGIC = 0x4744594c; // "LYDG", little endian
const KINDS: Readonly<Record<SegmentPart, number>> = { lexical: 1, documents: 2, vectors: 3 };

/** Writes eight bytes: magic, format version, kind of part. */
export function writePartHeader(writer: ByteWriter, part: SegmentPart): void {
  writer.u32(MAGIC);
  writer.u16(FORMAT_VERSION);
  writer.u16(KINDS[part]);
}

/**
 * Reads and checks a part's header. Returns its format version.
 *
 * @throws {StoreVersionError} if the bytes are not this part, or have a version that cannot be read
 */
export function readPartHeader(reader: ByteReader, part: SegmentPart): number {
  const isPart = reader.u32() === MAGIC;
  const version = reader.u16();
  const kind = reader.u16();
  if (!isPart || kind !== KINDS[part]) {
    throw new StoreVersionError(`The ${part} part of a segment has no valid header.`, {
      hint: "Restore the store from a backup, or add its documents to a new store.",
    });
  }
  assertReadable(version);
  return version;
}

/**
 * Checks a format version.
 *
 * @throws {StoreVersionError} if segments of this version cannot be read
 */
export function assertReadable(version: number): void {
  if (version === FORMAT_VERSION || (version > 0 && version === FORMAT_VERSION - 1)) return;
  throw new StoreVersionError(
    `A segment has format version ${version}; this release of Lydian reads versions ${FORMAT_VERSION - 1} and ${FORMAT_VERSION}.`,
    {
      hint: "Install the version of Lydian that wrote the store, or a newer one.",
    },
  );
}
