import { HttpStatusError } from "../../core/index.ts";
import type { WebResponse } from "./open-connection.ts";

/** A status other than success as an error, with what can be done about it. */
export function describeStatus({ url, status, headers }: WebResponse): HttpStatusError {
  const [wait] = headers("retry-after");
  const asks = wait !== undefined && /^\d+$/.test(wait) ? ` and asks to wait ${wait} seconds` : "";
  return new HttpStatusError(status, `The page ${url.href} was answered with status ${status}${asks}.`, {
    hint: hintOf(status),
  });
}

function hintOf(status: number): string {
  if (status === 404 || status === 410) return "There is no such page (any more). Check the address.";
  if (status === 401 || status === 403 || status === 407) {
    return "The page is not public. Save it with a browser, and add the file.";
  }
  if (status === 429 || status >= 500) return "The site is busy or has a fault. Try again later.";
  return "Open the address in a browser to see what it wants.";
}
