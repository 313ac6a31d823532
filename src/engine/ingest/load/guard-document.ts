import { checkText, GuardBlockedError, type GuardServices, type ReceivedDocument } from "../../../core/index.ts";

/** A document as it was loaded. */
interface UnguardedDocument<Loaded> {
  readonly uri: string;
  readonly loaded: Loaded;
}

/**
 * Lets a guard check a document's text before it is chunked. Every document of ingest passes here.
 *
 * A redaction must have the same length, since the spans of elements and locations point into the text.
 *
 * @throws {GuardBlockedError} for every action except `allow` and `redact`, and for a redaction of another length
 */
export async function guardDocument<Loaded extends Pick<ReceivedDocument, "text">>(
  services: GuardServices,
  { uri, loaded }: UnguardedDocument<Loaded>,
  signal: AbortSignal,
): Promise<Loaded> {
  // A large text is shared bytes, so it becomes a string only if someone reads it.
  if (!(await services.guard.hasChecks("ingest"))) return loaded;
  const given = loaded.text.toString();
  const request = { stage: "ingest", text: given, origin: `document:${uri}` } as const;
  const { action, text, why } = await checkText(services, request, signal);
  if (action !== "allow" && action !== "redact") {
    throw new GuardBlockedError(`A guard refused the document (${action}): ${why}`, {
      hint: "Change the document, or the guard's policy.",
    });
  }
  if (text.length !== given.length) {
    throw new GuardBlockedError(
      `A guard's redaction has ${text.length} characters instead of ${given.length}, so the places in the document would be wrong.`,
      { hint: "Replace each character with one character." },
    );
  }
  return text === given ? loaded : { ...loaded, text };
}
