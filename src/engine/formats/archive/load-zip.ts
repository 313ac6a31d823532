import { defined, type LoadedChild, type LoadInput, LydianError } from "../../../core/index.ts";
import type { LoadResult } from "../loaders.ts";
import { bombError, inflateEntry, listEntries, type ZipEntry } from "../zip/read-zip.ts";

const MAX_MEMBERS = 10_000;
const MAX_BYTES = 256 * 1_048_576;
/** What a walk through a folder passes over too, and what macOS puts beside every file. */
const UNSEEN = /(?:^|\/)(?:\.(?!\.?(?:\/|$))[^/]*|node_modules|__MACOSX)(?:\/|$)/;

/**
 * Unpacks the members of a ZIP, each to be loaded by itself; a member that is encrypted or broken fails alone. Folders,
 * links and hidden names are passed over. Names are nothing but names: no file is written.
 *
 * @throws {LoadFailedError} when the directory is broken or has over 10,000 members, or when the members inflate to over
 *                           256 MiB, or one to over 8 MiB and 200 times its size
 */
export function loadZip({ bytes }: LoadInput): LoadResult {
  const children: LoadedChild[] = [];
  let left = MAX_BYTES;
  for (const entry of listEntries(bytes, MAX_MEMBERS)) {
    if (entry.isLink || entry.name.endsWith("/") || UNSEEN.test(entry.name)) continue;
    const child = readMember(bytes, entry, left);
    if ("bytes" in child) left -= child.bytes.length;
    children.push(child);
  }
  return { text: "", metadata: {}, elements: [], locations: [], pagesWithoutText: [], warnings: [], children };
}

function readMember(bytes: Uint8Array, entry: ZipEntry, maxBytes: number): LoadedChild {
  const { name } = entry;
  const content = attempt(() => inflateEntry(bytes, entry, maxBytes));
  if (content instanceof LydianError) {
    const { code, message, hint } = content;
    return { name, failure: defined({ code, message, hint }) };
  }
  if (content === undefined) throw bombError();
  return { name, bytes: content };
}

function attempt<T>(read: () => T): T | LydianError {
  try {
    return read();
  } catch (error) {
    if (error instanceof LydianError) return error;
    throw error;
  }
}
