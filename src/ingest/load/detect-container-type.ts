import { readZip } from "./zip/read-zip.ts";

const OFFICE = "application/vnd.openxmlformats-officedocument";
/** By the part that only this kind of package has. */
const BY_MEMBER: readonly (readonly [RegExp, string])[] = [
  [/^word\/document\d*\.xml$/i, `${OFFICE}.wordprocessingml.document`],
  [/^ppt\/presentation\.xml$/i, `${OFFICE}.presentationml.presentation`],
  [/^xl\/workbook\.(?:xml|bin)$/i, `${OFFICE}.spreadsheetml.sheet`],
];
const ZIP_START = Buffer.from("PK\x03\x04", "latin1");
const OLE_START = Buffer.from("d0cf11e0a1b11ae1", "hex");
/** The stream that Office puts an encrypted document into. */
const ENCRYPTED_STREAM = Buffer.from("EncryptedPackage", "utf16le");
const MIME_TYPE = /^[a-z]+\/[a-z0-9.+-]+$/i;
const LONGEST_MIME_TYPE = 256;
const MAX_ENTRIES = 65_535;

/**
 * The media type of a document that is a package of parts: Office, OpenDocument, EPUB, and Office with a password.
 *
 * @param bytes  the whole file; of a part of it, nothing is known
 * @returns      undefined for everything else
 */
export function detectContainerType(bytes: Uint8Array): string | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.subarray(0, 8).equals(OLE_START)) {
    return buffer.includes(ENCRYPTED_STREAM) ? "application/x-encrypted-office" : undefined;
  }
  return buffer.subarray(0, 4).equals(ZIP_START) ? detectPackage(bytes) : undefined;
}

function detectPackage(bytes: Uint8Array): string | undefined {
  const names: string[] = [];
  const wants = (name: string) => {
    names.push(name);
    return name === "mimetype";
  };
  try {
    const declared = readZip(bytes, { maxBytes: LONGEST_MIME_TYPE, maxEntries: MAX_ENTRIES, wants }).get("mimetype");
    const mimeType = declared?.toString("latin1").trim();
    if (mimeType !== undefined && MIME_TYPE.test(mimeType)) return mimeType.toLowerCase();
  } catch {
    // A package that is broken is told by its first bytes, and refused by the loader for its kind.
    return undefined;
  }
  return BY_MEMBER.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1];
}
