import { type Guard, GuardBlockedError, type ReceivedDocument } from "../../../core/index.ts";

/**
 * Lets a guard check a document's text before it is chunked. Every document of ingest passes here.
 *
 * A redaction must have the same length, since the spans of elements and locations point into the text.
 *
 * @throws {GuardBlockedError} for every action except `allow` and `redact`, and for a redaction of another length
 */
export async function guardDocument<Loaded extends Pick<ReceivedDocument, "text">>(
  guard: Guard,
  loaded: Loaded,
  signal: AbortSignal,
): Promise<Loaded> {
  const checked = loaded.text.toString();
  const { action, text = checked, why } = await guard.check("ingest", checked, "document", signal);
  if (action !== "allow" && action !== "redact") {
    throw new GuardBlockedError(`A guard refused the document (${action}): ${why}`, {
      hint: "Change the document, or the guard's policy.",
    });
  }
  if (text.length !== loaded.text.length) {
    throw new GuardBlockedError(
      `A guard's redaction has ${text.length} characters instead of ${loaded.text.length}, so the places in the document would be wrong.`,
      { hint: "Replace each character with one character." },
    );
  }
  return text === checked ? loaded : { ...loaded, text };
}
