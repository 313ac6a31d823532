import { listMembers } from "./zip/read-zip.ts";

const OFFICE = "application/vnd.openxmlformats-officedocument";
/** Media types by the start of a part's name that only this kind of package has. */
const BY_MEMBER: readonly (readonly [string, string])[] = [
  ["word/document", `${OFFICE}.wordprocessingml.document`],
  ["ppt/presentation.xml", `${OFFICE}.presentationml.presentation`],
  ["xl/workbook.", `${OFFICE}.spreadsheetml.sheet`],
];
const ZIP_START = Buffer.from("PK\x03\x04", "latin1");
const OLE_START = Buffer.from("d0cf11e0a1b11ae1", "hex");
/** Name of the stream that contains an encrypted Office document. */
const ENCRYPTED_STREAM = Buffer.from("EncryptedPackage", "utf16le");
/** Media types by a stream, in order: a Word document may contain a workbook, but no workbook a document. */
const BY_STREAM: readonly (readonly [string, string])[] = [
  ["WordDocument", "application/msword"],
  ["PowerPoint Document", "application/vnd.ms-powerpoint"],
  ["__properties_version1.0", "application/vnd.ms-outlook"],
  ["Workbook", "application/vnd.ms-excel"],
  ["Book", "application/vnd.ms-excel"],
];
/** Size of an entry in an OLE directory. Entries begin with their name, at multiples of this size. */
const OLE_ENTRY_BYTES = 128;
const MIME_TYPE = /^[a-z]+\/[a-z0-9.+-]+$/i;
const MAX_MIME_TYPE_BYTES = 256;
const MAX_MEMBERS = 65_535;
const HEAD_BYTES = 65_536;

/**
 * Detects the media type of a document that is a package of parts: Office, OpenDocument,
 * EPUB, or Office with a password.
 *
 * @param bytes  the whole file, or its start
 * @returns      undefined for any other file
 */
export async function detectContainerType(bytes: Uint8Array): Promise<string | undefined> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.subarray(0, 8).equals(OLE_START)) {
    if (buffer.includes(ENCRYPTED_STREAM)) return "application/x-encrypted-office";
    return BY_STREAM.find(([name]) => hasStream(buffer, name))?.[1];
  }
  return buffer.subarray(0, 4).equals(ZIP_START) ? detectPackage(bytes) : undefined;
}

async function detectPackage(bytes: Uint8Array): Promise<string | undefined> {
  try {
    const members = await listMembers(bytes, MAX_MEMBERS);
    const declaration = await members.findLast(({ name }) => name === "mimetype")?.unpack(MAX_MIME_TYPE_BYTES);
    const mimeType = declaration?.toString("latin1").trim();
    if (mimeType !== undefined && MIME_TYPE.test(mimeType)) return mimeType.toLowerCase();
    return BY_MEMBER.find(([start]) => members.some(({ name }) => name.toLowerCase().startsWith(start)))?.[1];
  } catch {
    // A broken package is recognised by the names at its start, so that the loader for its kind reports the fault.
    const head = Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString("latin1");
    return BY_MEMBER.find(([start]) => head.includes(start))?.[1];
  }
}

function hasStream(buffer: Buffer, name: string): boolean {
  const entry = Buffer.from(`${name}\0`, "utf16le");
  for (let at = buffer.indexOf(entry); at >= 0; at = buffer.indexOf(entry, at + 1)) {
    if (at % OLE_ENTRY_BYTES === 0) return true;
  }
  return false;
}
