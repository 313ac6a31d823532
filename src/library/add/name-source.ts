import { InvalidArgumentError } from "../../core/index.ts";
import type { LydianParts } from "../lydian-parts.ts";

/**
 * The URI of the source that a person names: an address of the web as it is, without its fragment; a folder's path or
 * `file:` URI with a `/` at its end.
 *
 * @throws {InvalidArgumentError} for an address that is none
 */
export function nameSource({ uriOfPath }: Pick<LydianParts, "uriOfPath">, name: string): string {
  if (/^https?:/i.test(name)) return webAddress(name);
  const uri = name.startsWith("file:") ? name : uriOfPath(name);
  return uri.endsWith("/") ? uri : `${uri}/`;
}

function webAddress(name: string): string {
  if (!URL.canParse(name))
    throw new InvalidArgumentError(`${name} is no address of the web.`, {
      hint: "An address looks like https://example.org/handbook/.",
    });
  const address = new URL(name);
  address.hash = "";
  return address.href;
}
