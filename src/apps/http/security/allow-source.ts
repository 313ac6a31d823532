import { realpath } from "node:fs/promises";
import { isAbsolute, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { InvalidArgumentError, NotPermittedError } from "../../../core/index.ts";
import type { ServerOptions } from "../server-options.ts";

/**
 * Checks that a place may become a source. A web address is checked when it is fetched. A folder must be inside an
 * allowed folder; links are resolved first, so no link leads outside.
 *
 * @param place  web address, `file:` URI, or absolute path on the machine of the server
 * @returns      the place to add. A link from outside the allowed folders is replaced by the folder that it leads to,
 *               so that `staysAllowed` can check each later walk
 * @throws {InvalidArgumentError} if the path is relative
 * @throws {NotPermittedError} if the folder is not allowed
 */
export async function allowSource(
  { allowedFolders }: Pick<ServerOptions, "allowedFolders">,
  place: string,
): Promise<string> {
  if (/^https?:/i.test(place)) return place;
  const path = pathOf(place);
  if (allowedFolders === undefined) return place;
  const real = await realOf(path);
  const realFolders = await Promise.all(allowedFolders.map(realOf));
  if (isInside(real, realFolders)) return isInside(resolve(path), [...allowedFolders, ...realFolders]) ? place : real;
  throw new NotPermittedError(`The folder ${path} may not become a source over HTTP.`, {
    hint: "Add it or a parent folder to the setting `server.allowedFolders`, or run `lydian sync` on the machine of the server.",
  });
}

/**
 * Returns whether a folder may still be walked. A folder inside the allowed ones may have been replaced by a link since
 * it became a source. A folder elsewhere was added on the machine of the server, not over HTTP.
 *
 * @param folder    path of the folder, as its source names it
 * @param realPath  the same without links
 */
export async function staysAllowed(
  { allowedFolders = [] }: Pick<ServerOptions, "allowedFolders">,
  folder: string,
  realPath: string,
): Promise<boolean> {
  const realFolders = await Promise.all(allowedFolders.map(realOf));
  const isRestricted = isInside(resolve(folder), [...allowedFolders, ...realFolders]);
  return !isRestricted || isInside(realPath, realFolders);
}

/** Returns whether a path is one of the folders or below one. */
function isInside(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => `${path}${sep}`.startsWith(join(folder, sep)));
}

function pathOf(place: string): string {
  try {
    const path = place.startsWith("file:") ? fileURLToPath(place) : place;
    if (isAbsolute(path)) return path;
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof URIError)) throw error;
  }
  throw new InvalidArgumentError(
    `${place} is neither an absolute path on the machine of the server nor a web address.`,
    {
      hint: "Name a folder as in /srv/handbook, and an address as in https://example.org/help/.",
    },
  );
}

/**
 * Resolves links. A missing path is returned as it is; that it is missing is reported later, to callers who may know.
 */
async function realOf(path: string): Promise<string> {
  return realpath(path).catch(() => join(path));
}
