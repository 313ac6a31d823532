import { LoadFailedError, type LoadInput } from "../../../core/index.ts";
import { loadHtml } from "../html/load-html.ts";
import type { LoadResult } from "../load-result.ts";
import { parseEmail } from "./load-eml.ts";

/** Reads the page of a web archive like any other page. */
export async function loadMhtml(input: LoadInput): Promise<LoadResult> {
  const { html } = await parseEmail(input.bytes);
  if (html === undefined) {
    throw new LoadFailedError("The web archive has no HTML part.", { hint: "Save the page again, as HTML." });
  }
  return loadHtml({ ...input, bytes: Buffer.from(html) });
}
