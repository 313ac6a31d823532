import {
  checkText,
  type DocumentText,
  defined,
  GuardBlockedError,
  type GuardDecision,
  type GuardReport,
  type GuardServices,
  mayPass,
  type ReceiptWarning,
  reportGuards,
  type Span,
  type StageVerdicts,
} from "../../../core/index.ts";
import { cutParts } from "./cut-parts.ts";
import { blackOutSpans, findTainted, type TaintedSentence, warnOfQuarantine } from "./quarantine-sentences.ts";

/** The text of a document before anyone may read it. */
export interface UnguardedText {
  readonly uri: string;
  readonly title?: string;
  readonly text: DocumentText;
}

/** A text that may be stored, and what the guards said. */
export interface GuardedDocumentText {
  /** The text, as long as the given one, and the same object if nothing was changed. */
  readonly text: DocumentText;
  /** Absent if there was none, or if it may not pass. */
  readonly title?: string;
  /** Places of the quarantined sentences. */
  readonly warnings: readonly ReceiptWarning[];
  readonly report: GuardReport;
}

/**
 * Limits of what a guard reads at once. They bound the memory and the time of a guard, and the time in which the
 * calling thread handles a part.
 */
const PART_LIMITS = { maxCharacters: 250_000, overlapCharacters: 2_000 };

/**
 * Lets a guard check the text and title of a document. A text of more than 250,000 characters is
 * checked in parts, which overlap.
 *
 * Redactions and quarantined sentences keep the length of the text, since the spans of elements and locations point
 * into it. A title that may not pass is left out.
 *
 * @returns undefined if the policy sets no guard for documents
 * @throws {GuardBlockedError} for `review` and `block`, for a quarantine without a place, and
 *         for a redaction of another length
 */
export async function guardDocumentText(
  services: GuardServices,
  { uri, text, title: givenTitle }: UnguardedText,
  signal: AbortSignal,
): Promise<GuardedDocumentText | undefined> {
  if (!(await services.guard.hasChecks("ingest"))) return undefined;
  const decisions: GuardDecision[] = [];
  const check = async (part: string) => {
    const request = { stage: "ingest", text: part, origin: `document:${uri}` } as const;
    const decision = await checkText(services, request, signal);
    decisions.push(decision);
    return decision;
  };

  const parts: GuardedPart[] = [];
  for (const { read } of cutParts(text, PART_LIMITS)) {
    const given = text.slice(read.start, read.end);
    parts.push(readDecision({ read, given }, await check(given)));
  }
  const titled = givenTitle === undefined ? undefined : await check(givenTitle);
  const title = titled !== undefined && mayPass(titled) ? titled.text : undefined;

  const verdicts = decisions.map((decision): StageVerdicts => ({ stage: "ingest", verdicts: decision.verdicts }));
  const policy = decisions[0]?.policy ?? (await services.guard.policy());
  return defined({
    text: parts.some(({ given, allowed }) => given !== allowed) ? joinParts(parts) : text,
    title,
    warnings: warnOfQuarantine(joinTainted(parts)),
    report: reportGuards(policy, verdicts),
  });
}

/** A part of a text as a guard read it. */
interface ReadPart {
  readonly read: Span;
  readonly given: string;
}

interface GuardedPart extends ReadPart {
  /** The part as it may be stored. */
  readonly allowed: string;
  /** Its quarantined sentences, with their places in the whole text. */
  readonly tainted: readonly TaintedSentence[];
}

function readDecision(part: ReadPart, decision: GuardDecision): GuardedPart {
  const { action, text, why, verdicts } = decision;
  if (text.length !== part.given.length) {
    throw new GuardBlockedError(
      `A guard's redaction has ${text.length} characters instead of ${part.given.length}, so the places in the document would be wrong.`,
      { hint: "Replace each character with one character." },
    );
  }
  if (mayPass(decision)) return { ...part, allowed: text, tainted: [] };
  const tainted = action === "quarantine" ? findTainted(text, verdicts) : [];
  if (tainted.length === 0) {
    throw new GuardBlockedError(`A guard refused the document (${action}): ${why}`, {
      hint: "Change the document, or the guard's policy.",
    });
  }
  const allowed = blackOutSpans(
    text,
    tainted.map(({ span }) => span),
  );
  return { ...part, allowed, tainted: tainted.map((sentence) => shiftSentence(sentence, part.read.start)) };
}

const shiftSentence = ({ span, ...sentence }: TaintedSentence, offset: number): TaintedSentence => ({
  ...sentence,
  span: { start: span.start + offset, end: span.end + offset },
});

/** Joins parts that overlap. Where they do, what one of them changed is changed. */
function joinParts(parts: readonly GuardedPart[]): string {
  const pieces: string[] = [];
  let open = "";
  let end = 0;
  for (const { read, given, allowed } of parts) {
    const shared = end - read.start;
    pieces.push(open.slice(0, open.length - shared));
    const before = open.slice(open.length - shared);
    const merged = Array.from({ length: shared }, (_, at) => (allowed[at] === given[at] ? before[at] : allowed[at]));
    open = merged.join("") + allowed.slice(shared);
    end = read.end;
  }
  return pieces.join("") + open;
}

/** Joins the quarantined sentences of parts. A sentence that two overlapping parts share counts once. */
function joinTainted(parts: readonly GuardedPart[]): readonly TaintedSentence[] {
  const joined: TaintedSentence[] = [];
  const sorted = parts.flatMap(({ tainted }) => tainted).sort((left, right) => left.span.start - right.span.start);
  for (const sentence of sorted) {
    const last = joined.at(-1);
    if (last === undefined || sentence.span.start >= last.span.end) joined.push(sentence);
    else {
      const span = { start: last.span.start, end: Math.max(last.span.end, sentence.span.end) };
      joined[joined.length - 1] = { ...last, span };
    }
  }
  return joined;
}
