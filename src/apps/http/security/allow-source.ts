import { realpath } from "node:fs/promises";
import { isAbsolute, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { InvalidArgumentError, NotPermittedError } from "../../../index.ts";
import type { ServerOptions } from "../server-options.ts";

/**
 * Lets a place become a source: an address of the web, which is checked when it is fetched, or a folder within those that are
 * allowed. It counts where the folder really lies, so that no link leads out of them.
 *
 * @param place  an address, a `file:` URI or an absolute path of the server's machine
 * @throws {InvalidArgumentError} for a path that depends on where the server was started
 * @throws {NotPermittedError} for a folder that is not allowed
 */
export async function allowSource(
  { allowedFolders }: Pick<ServerOptions, "allowedFolders">,
  place: string,
): Promise<void> {
  if (/^https?:/i.test(place)) return;
  const path = pathOf(place);
  if (allowedFolders === undefined) return;
  const real = await realOf(path);
  for (const allowed of allowedFolders) if (`${real}${sep}`.startsWith(join(await realOf(allowed), sep))) return;
  throw new NotPermittedError(`The folder ${path} may not become a source over HTTP.`, {
    hint: "Name it, or one above it, in the setting `server.allowedFolders`; or sync it with `lydian sync` on the server's machine.",
  });
}

function pathOf(place: string): string {
  try {
    const path = place.startsWith("file:") ? fileURLToPath(place) : place;
    if (isAbsolute(path)) return path;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  throw new InvalidArgumentError(`${place} is no absolute path of the server's machine, and no address.`, {
    hint: "A folder is named as in /srv/handbook, an address as in https://example.org/help/.",
  });
}

/** Of a path at which there is nothing, itself: that it is not there is said later, and to those who may know. */
async function realOf(path: string): Promise<string> {
  return realpath(path).catch(() => join(path));
}
