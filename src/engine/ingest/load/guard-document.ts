import {
  checkText,
  defined,
  GuardBlockedError,
  type GuardDecision,
  type GuardReport,
  type GuardServices,
  type ReceiptWarning,
  type ReceivedDocument,
  reportGuards,
} from "../../../core/index.ts";
import { quarantineSentences } from "./quarantine-sentences.ts";

/** A document as it was loaded. */
interface UnguardedDocument {
  readonly uri: string;
  readonly loaded: ReceivedDocument;
}

/** A document that may be stored, and what the guards said. */
export interface GuardedDocument {
  readonly loaded: ReceivedDocument;
  /** Absent if the policy sets no guard for documents. */
  readonly report?: GuardReport;
}

/**
 * Lets a guard check a document's text and title before it is chunked. Every document of ingest passes here.
 *
 * Redactions and quarantined sentences keep the length of the text, since the spans of elements and locations point into it. A title
 * that may not pass is left out.
 *
 * @throws {GuardBlockedError} for `review` and `block`, for a quarantine without a place, and for a redaction of another length
 */
export async function guardDocument(
  services: GuardServices,
  { uri, loaded }: UnguardedDocument,
  signal: AbortSignal,
): Promise<GuardedDocument> {
  // A large text is shared bytes, so it becomes a string only if someone reads it.
  if (!(await services.guard.hasChecks("ingest"))) return { loaded };
  const check = (text: string) => checkText(services, { stage: "ingest", text, origin: `document:${uri}` }, signal);

  const given = loaded.text.toString();
  const decision = await check(given);
  const { text, warnings } = allowedText(given, decision);
  const { title: givenTitle, ...others } = loaded;
  const titled = givenTitle === undefined ? undefined : await check(givenTitle);
  const title = titled?.action === "allow" || titled?.action === "redact" ? titled.text : undefined;

  const decisions = titled === undefined ? [decision] : [decision, titled];
  return {
    loaded: {
      ...others,
      ...defined({ title }),
      text: text === given ? loaded.text : text,
      warnings: [...loaded.warnings, ...warnings],
    },
    report: reportGuards(
      decision.policy,
      decisions.map(({ verdicts }) => ({ stage: "ingest", verdicts })),
    ),
  };
}

interface AllowedText {
  readonly text: string;
  readonly warnings: readonly ReceiptWarning[];
}

function allowedText(given: string, { action, text, why, verdicts }: GuardDecision): AllowedText {
  if (text.length !== given.length) {
    throw new GuardBlockedError(
      `A guard's redaction has ${text.length} characters instead of ${given.length}, so the places in the document would be wrong.`,
      { hint: "Replace each character with one character." },
    );
  }
  if (action === "allow" || action === "redact") return { text, warnings: [] };
  const quarantined = action === "quarantine" ? quarantineSentences(text, verdicts) : undefined;
  if (quarantined !== undefined) return quarantined;
  throw new GuardBlockedError(`A guard refused the document (${action}): ${why}`, {
    hint: "Change the document, or the guard's policy.",
  });
}
