import { MEGABYTE_BYTES } from "../../../core/index.ts";
import { readZip } from "./read-zip.ts";

/** The parts of an office document or e-book, by name. */
export interface Package {
  readonly names: readonly string[];
  /** Returns the part with this name, in any case, with or without a leading `/`; undefined if there is none. */
  part(name: string): Uint8Array | undefined;
}

const MAX_BYTES = 256 * MEGABYTE_BYTES;
const MAX_MEMBERS = 10_000;
/** Parts that hold text. Pictures, fonts and programs are never unpacked. */
const TEXTUAL = /(?:\.(?:xml|rels|opf|ncx|x?html?)|(?:^|\/)mimetype)$/i;

/**
 * Unpacks the textual parts of an office document or e-book.
 *
 * @throws {EncryptedDocumentError} when a part is encrypted
 * @throws {LoadFailedError}        when the file is broken, has over 10,000 members, or is a bomb: its parts inflate to
 *                                  over 256 MiB, or one to over 8 MiB and 200 times its size
 */
export async function readPackage(bytes: Uint8Array): Promise<Package> {
  const contents = await readZip(bytes, {
    maxBytes: MAX_BYTES,
    maxMembers: MAX_MEMBERS,
    wants: (name) => TEXTUAL.test(name),
  });
  const parts = new Map([...contents].map(([name, content]) => [toKey(name), content]));
  return { names: [...contents.keys()], part: (name) => parts.get(toKey(name)) };
}

function toKey(name: string): string {
  return name.replace(/^\/+/, "").toLowerCase();
}
