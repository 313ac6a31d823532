import { defined, type LoadedChild, type LoadInput, LydianError, MEGABYTE_BYTES } from "../../../core/index.ts";
import type { LoadResult } from "../load-result.ts";
import { bombError, listMembers, type ZipMember } from "../zip/read-zip.ts";

const MAX_MEMBERS = 10_000;
const MAX_BYTES = 256 * MEGABYTE_BYTES;
/** Names that a walk through a folder skips too, and the files that macOS puts beside every file. */
const SKIPPED = /(?:^|\/)(?:\.(?!\.?(?:\/|$))[^/]*|node_modules|__MACOSX)(?:\/|$)/;

/**
 * Unpacks the members of a ZIP, each to be loaded by itself. A member that is encrypted or broken fails alone. Folders,
 * links and hidden names are skipped. A name that climbs out of its folder does no harm, since no file is written.
 *
 * @throws {LoadFailedError} when the directory is broken, or a limit is exceeded: 10,000 members, 256 MiB of unpacked
 *                           members, or a member of over 8 MiB and 200 times its size
 */
export async function loadZip({ bytes }: LoadInput): Promise<LoadResult> {
  const children: LoadedChild[] = [];
  let bytesLeft = MAX_BYTES;
  for (const member of await listMembers(bytes, MAX_MEMBERS)) {
    if (member.isLink || member.name.endsWith("/") || SKIPPED.test(member.name)) continue;
    const child = await loadMember(member, bytesLeft);
    if ("bytes" in child) bytesLeft -= child.bytes.length;
    children.push(child);
  }
  return { text: "", metadata: {}, elements: [], locations: [], pagesWithoutText: [], warnings: [], children };
}

async function loadMember(member: ZipMember, maxBytes: number): Promise<LoadedChild> {
  const { name } = member;
  try {
    const bytes = await member.unpack(maxBytes);
    if (bytes !== undefined) return { name, bytes };
  } catch (error) {
    if (!(error instanceof LydianError)) throw error;
    const { code, message, hint } = error;
    return { name, failure: defined({ code, message, hint }) };
  }
  throw bombError();
}
