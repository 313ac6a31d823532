import { type Guard, GuardBlockedError, type LoadedDocument } from "../../core/index.ts";

/**
 * The choke point of ingest: what a document says passes the guard before it is chunked.
 *
 * A guard that redacts must keep the length, since the spans of elements and locations point into the text.
 *
 * @throws {GuardBlockedError} for every action but `allow` and `redact`, and for a redaction of another length
 */
export async function guardDocument<Loaded extends LoadedDocument>(
  guard: Guard,
  loaded: Loaded,
  signal: AbortSignal,
): Promise<Loaded> {
  const { action, text = loaded.text, why } = await guard.check("ingest", loaded.text, "document", signal);
  if (action !== "allow" && action !== "redact") {
    throw new GuardBlockedError(`A guard did not let the document in (${action}): ${why}`, {
      hint: "Change the document, or the guard's policy.",
    });
  }
  if (text.length !== loaded.text.length) {
    throw new GuardBlockedError(
      `A guard's redaction has ${text.length} characters instead of ${loaded.text.length}, so that no place would fit.`,
      { hint: "Redact by characters of the same number." },
    );
  }
  return text === loaded.text ? loaded : { ...loaded, text };
}
