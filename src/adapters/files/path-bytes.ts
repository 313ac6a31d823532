import { isUtf8 } from "node:buffer";
import { lstat, readdir, realpath } from "node:fs/promises";
import { join, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { errorCodeOf } from "../../core/index.ts";

// Names of files are bytes, and those of older systems need not be UTF-8. In a path, a byte that is not is one lone
// surrogate, U+DC00 plus the byte, as in Python (PEP 383). So paths stay texts, and no byte of them is lost.

/** One character of UTF-8 beyond ASCII in a text whose characters are bytes, or else one byte, as the first group. */
const CHARACTER =
  /[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|\xed[\x80-\x9f][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}|([\x80-\xff])/g;
/** A byte that is not UTF-8, in a path. */
const STRAY_BYTE = /([\udc80-\udcff])/u;
/** Characters of a path whose escapes in a URI are those of a replacement mark. */
const MARKED = /[\udc80-\udcff\ufffd]/gu;
const REPLACEMENT_MARK = "\ufffd";

const hasStrayBytes = (path: string): boolean => STRAY_BYTE.test(path);

/** Reads a path from its bytes. */
export function pathOfBytes(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString("utf8");
  return bytes.toString("latin1").replace(CHARACTER, (character: string, stray: string | undefined) => {
    if (stray !== undefined) return String.fromCharCode(0xdc00 + stray.charCodeAt(0));
    return Buffer.from(character, "latin1").toString("utf8");
  });
}

/** Returns a path as the operating system takes it. */
export function bytesOfPath(path: string): string | Buffer {
  if (!hasStrayBytes(path)) return path;
  const parts = path.split(STRAY_BYTE);
  return Buffer.concat(
    parts.map((part) => (hasStrayBytes(part) ? Buffer.of(part.charCodeAt(0) & 0xff) : Buffer.from(part))),
  );
}

/** Returns a path as it is shown: a byte that is not UTF-8 is a replacement mark. */
export const shownPath = (path: string): string => path.replace(MARKED, REPLACEMENT_MARK);

/** Returns the `file:` URI of a path, with the bytes of the path as escapes and without a `/` at its end. */
export function uriOfPath(path: string): string {
  const absolutePath = resolve(path);
  const { href } = pathToFileURL(absolutePath);
  if (!hasStrayBytes(path)) return href;
  const marked = absolutePath.match(MARKED)?.values();
  return href.replaceAll(encodeURIComponent(REPLACEMENT_MARK), (escapes) => {
    const character = marked?.next().value ?? REPLACEMENT_MARK;
    return character === REPLACEMENT_MARK ? escapes : `%${(character.charCodeAt(0) & 0xff).toString(16).toUpperCase()}`;
  });
}

/** Returns the path of a `file:` URI. */
export function pathOfUri(uri: string): string {
  try {
    return fileURLToPath(uri);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    const bytes = new URL(uri).pathname.replace(/%([0-9a-f]{2})/gi, (_, byte: string) =>
      String.fromCharCode(Number.parseInt(byte, 16)),
    );
    return pathOfBytes(Buffer.from(bytes, "latin1"));
  }
}

/** Resolves the links of a path. */
export async function realPathOf(path: string): Promise<string> {
  return pathOfBytes(await realpath(bytesOfPath(path), { encoding: "buffer" }));
}

/**
 * Finds the path that is shown as this one. Programs are given names with replacement
 * marks for bytes that are not UTF-8.
 *
 * @returns the path itself if it exists, or if not exactly one path looks like it
 */
export async function findShownPath(path: string): Promise<string> {
  if (!path.includes(REPLACEMENT_MARK) || (await exists(path))) return path;
  let folder = path.startsWith(sep) ? sep : "";
  for (const name of path.split(sep).filter(Boolean)) {
    const next = join(folder, name);
    folder = !name.includes(REPLACEMENT_MARK) || (await exists(next)) ? next : await findAlike(folder, name, next);
  }
  return folder;
}

async function findAlike(folder: string, name: string, path: string): Promise<string> {
  // Opening the returned path fails with the reason for which nothing could be listed.
  const names = await readdir(bytesOfPath(folder === "" ? "." : folder), { encoding: "buffer" }).catch(() => []);
  const alike = names.map(pathOfBytes).filter((candidate) => shownPath(candidate) === name);
  return alike.length === 1 ? join(folder, alike.join()) : path;
}

/** Tests whether there is something at a path. Whatever cannot be examined counts as something. */
async function exists(path: string): Promise<boolean> {
  try {
    await lstat(bytesOfPath(path));
    return true;
  } catch (error) {
    return !["ENOENT", "ENOTDIR"].includes(errorCodeOf(error));
  }
}

/** Tests whether there is something at a `file:` URI, whether or not it can be read. */
export const hasFile = (uri: string): Promise<boolean> => exists(pathOfUri(uri));
