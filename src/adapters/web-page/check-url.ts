import { InvalidArgumentError } from "../../core/index.ts";
import { normalizeUrl } from "./normalize-url.ts";

/**
 * The address that a user gave, in its one spelling.
 *
 * @throws {InvalidArgumentError} for what `normalizeUrl` refuses; the message never repeats a password
 */
export function checkUrl(address: string): URL {
  const url = normalizeUrl(address.trim());
  if (url !== undefined) return url;
  const hasCredentials = URL.canParse(address) && new URL(address).username + new URL(address).password !== "";
  if (hasCredentials) {
    throw new InvalidArgumentError("The address has a name or a password in it.", {
      hint: "Lydian reads public pages only. Download the page, and add the file.",
    });
  }
  throw new InvalidArgumentError(`${address.slice(0, 100)} is no address of the web.`, {
    hint: "It begins with https:// or http://, and has up to 2,048 characters.",
  });
}
