import { realpath } from "node:fs/promises";
import { isAbsolute, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { InvalidArgumentError, NotPermittedError } from "../../../core/index.ts";
import type { ServerOptions } from "../server-options.ts";

/**
 * Checks that a place may become a source. A web address is checked when it is fetched. A folder must be inside an
 * allowed folder; links are resolved first, so no link leads outside.
 *
 * @param place  web address, `file:` URI, or absolute path on the machine of the server
 * @throws {InvalidArgumentError} if the path is relative
 * @throws {NotPermittedError} if the folder is not allowed
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
    hint: "Add it or a parent folder to the setting `server.allowedFolders`, or run `lydian sync` on the machine of the server.",
  });
}

function pathOf(place: string): string {
  try {
    const path = place.startsWith("file:") ? fileURLToPath(place) : place;
    if (isAbsolute(path)) return path;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  throw new InvalidArgumentError(
    `${place} is neither an absolute path on the machine of the server nor a web address.`,
    {
      hint: "Name a folder as in /srv/handbook, and an address as in https://example.org/help/.",
    },
  );
}

/** Resolves links. A missing path is returned as it is; that it is missing is reported later, to callers who may know. */
async function realOf(path: string): Promise<string> {
  return realpath(path).catch(() => join(path));
}
