import { type Claim, type Grounded, parseJson, type SavedAnswer, type Verifier } from "../../core/index.ts";
import { hashText } from "./hash-text.ts";
import { readGroundedAnswer } from "./make-proof.ts";
import { ANSWER_BEGINS, ANSWER_ENDS, renderProof, type SavedGroundedAnswer } from "./render-proof.ts";

/** One check of a proof; `unmeasured` if the page alone cannot decide it. */
export interface ProofCheck {
  readonly name: string;
  readonly status: "ok" | "problem" | "unmeasured";
  readonly message: string;
}

export interface ProofReport {
  /** Absolute path of the page. */
  readonly file: string;
  /** Whether no check found a problem. */
  readonly holds: boolean;
  /** Id of the saved answer. Absent, like `question` and `answerHash`, if the page contains no saved answer. */
  readonly answerId?: string;
  readonly question?: string;
  readonly answerHash?: string;
  readonly checks: readonly ProofCheck[];
}

/** Result of checking a page without a store. */
export interface CheckedProof extends Omit<ProofReport, "file" | "holds"> {
  /** Saved answer of the page, if it contains one. */
  readonly saved?: SavedAnswer;
}

/**
 * Checks a proof by itself: its saved answer and hashes, each quote in its surroundings, each sentence by the verifier,
 * and every byte of the page against the page that the saved answer gives.
 */
export async function verifyProof(bytes: Uint8Array, verifier: Verifier, signal: AbortSignal): Promise<CheckedProof> {
  const html = Buffer.from(bytes).toString("utf8");
  const saved = readSavedAnswer(html);
  if (saved === undefined) {
    const message = "The page contains no saved answer that this version of Lydian can read.";
    return { checks: [{ name: "answer", status: "problem", message }] };
  }
  const { answer } = saved;
  const checks = [
    tell("answer", "the page contains a saved answer", []),
    tell("hashes", "the hashes of the excerpts and quotes are right", wrongHashes(saved)),
    tell("quotes", "each quote is in its excerpt, at its place", misplacedQuotes(saved)),
    await checkSentences(saved, verifier, signal),
    tell("page", "every byte is as the saved answer gives it", changedLines(html, bytes, renderProof(saved))),
  ];
  const { id, question } = answer;
  return { answerId: id, question, answerHash: hashText(JSON.stringify(saved)), checks, saved };
}

function readSavedAnswer(html: string): SavedGroundedAnswer | undefined {
  const begin = html.indexOf(ANSWER_BEGINS);
  const end = html.indexOf(ANSWER_ENDS, begin);
  if (begin < 0 || end < 0) return undefined;
  return readGroundedAnswer(parseJson(html.slice(begin + ANSWER_BEGINS.length, end)));
}

/** Makes the result of a check. Its message is `good`, or the first problem with the number of the others. */
function tell(name: string, good: string, problems: readonly string[]): ProofCheck {
  const [first] = problems;
  if (first === undefined) return { name, status: "ok", message: `${upperFirst(good)}.` };
  const more = problems.length === 1 ? "" : ` (${problems.length - 1} more)`;
  return { name, status: "problem", message: `${upperFirst(first)}${more}.` };
}

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function wrongHashes({ answer, excerpts, quoteHashes }: SavedGroundedAnswer): readonly string[] {
  const ofExcerpts = excerpts.flatMap(({ text, hash }, index) =>
    hashText(text) === hash ? [] : [`the hash of excerpt ${index + 1} is not that of its text`],
  );
  const ofQuotes = answer.citations.flatMap(({ quote }, index) =>
    hashText(quote) === quoteHashes[index] ? [] : [`the hash of quote ${index + 1} is not that of its text`],
  );
  const isOneEach = quoteHashes.length === answer.citations.length;
  return [...ofExcerpts, ...ofQuotes, ...(isOneEach ? [] : ["there are more or fewer hashes than quotes"])];
}

function misplacedQuotes({ answer, documents, excerpts }: SavedGroundedAnswer): readonly string[] {
  return answer.citations.flatMap(({ documentId, contentHash, span, quote, answerSpan }, index) => {
    const name = `quote ${index + 1}`;
    const isKnown = documents.some((one) => one.documentId === documentId && one.contentHash === contentHash);
    if (!isKnown) return [`${name} is from a document that the saved answer does not list`];
    const stands = excerpts.some(
      (one) =>
        one.documentId === documentId &&
        one.text.length === one.span.end - one.span.start &&
        one.span.start <= span.start &&
        span.end <= one.span.end &&
        one.text.slice(span.start - one.span.start, span.end - one.span.start) === quote,
    );
    if (!stands) return [`${name} is not in its excerpt at its place`];
    return answerSpan.end <= answer.text.length ? [] : [`${name} belongs to a place beyond the end of the answer`];
  });
}

async function checkSentences(
  { answer, asked }: SavedGroundedAnswer,
  verifier: Verifier,
  signal: AbortSignal,
): Promise<ProofCheck> {
  const problems: string[] = [];
  let unmeasured = 0;
  for (const [index, claim] of answer.claims.entries()) {
    const name = `sentence ${index + 1}`;
    if (isBeyondAnswer(claim, answer))
      problems.push(`${name} refers to a missing citation, or to text beyond the end of the answer`);
    else if (claim.calculation !== undefined || verifier.id !== asked.verifier) unmeasured++;
    else {
      const { verdict } = await verifier.verify(sentenceOf(claim, answer), signal);
      if (verdict !== claim.verdict) problems.push(`${name} is ${verdict}, but the page says ${claim.verdict}`);
    }
  }
  if (problems.length > 0 || unmeasured === 0)
    return tell("sentences", "each sentence has the verdict that its quotes give", problems);
  const message = `${unmeasured} of ${answer.claims.length} sentences could not be checked from the page alone: computed from a whole table, or checked by another verifier.`;
  return { name: "sentences", status: "unmeasured", message };
}

/** Returns whether a claim's span or one of its citations is outside the answer. */
function isBeyondAnswer({ span, citations }: Claim, answer: Grounded): boolean {
  return span.end > answer.text.length || citations.some((index) => answer.citations[index] === undefined);
}

/** Returns a claim's sentence with the quotes that it cites. */
function sentenceOf({ span, citations, statement }: Claim, answer: Grounded) {
  return {
    sentence: statement ?? answer.text.slice(span.start, span.end),
    evidence: citations.flatMap((index) => answer.citations[index]?.quote ?? []),
  };
}

/** Finds the first line that differs from the page that the saved answer gives. */
function changedLines(html: string, bytes: Uint8Array, made: string): readonly string[] {
  if (Buffer.from(made).equals(bytes)) return [];
  const [lines, expected] = [html.split("\n"), made.split("\n")];
  const at = lines.findIndex((line, index) => line !== expected[index]);
  return [`the page was changed: line ${(at < 0 ? lines.length : at) + 1} is not as the saved answer gives it`];
}
