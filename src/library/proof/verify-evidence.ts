import type { SavedAnswer, Verifier } from "../../core/index.ts";
import { hashText } from "./hash-text.ts";
import { readEvidenceRecord } from "./make-evidence.ts";
import type { EvidenceCheck, EvidenceReport } from "./recording.ts";
import { type GroundedRecord, RECORD_BEGINS, RECORD_ENDS, renderEvidence } from "./render-evidence.ts";

/** What a page says of itself, checked without any store. */
export interface CheckedEvidence extends Omit<EvidenceReport, "file" | "holds"> {
  /** Absent where the page holds none. */
  readonly record?: SavedAnswer;
}

/**
 * Checks an evidence page by itself: its record and hashes, each quote in its surroundings, each sentence by the verifier,
 * and every byte of the page against the one that the record makes.
 */
export async function verifyEvidence(
  bytes: Uint8Array,
  verifier: Verifier,
  signal: AbortSignal,
): Promise<CheckedEvidence> {
  const html = Buffer.from(bytes).toString("utf8");
  const record = readRecord(html);
  if (record === undefined) {
    const message = "The page holds no record of an answer, or one of another version of the page.";
    return { checks: [{ name: "record", status: "problem", message }] };
  }
  const { answer } = record;
  const checks = [
    tell("record", "it is one of an answer", []),
    tell("hashes", "those of excerpts and quotes are right", wrongHashes(record)),
    tell("quotes", "each stands in its surroundings, at its place", misplacedQuotes(record)),
    await checkSentences(record, verifier, signal),
    tell("page", "each byte is as the record makes it", changedLines(html, bytes, renderEvidence(record))),
  ];
  const { id, question } = answer;
  return { answerId: id, question, recordHash: hashText(JSON.stringify(record)), checks, record };
}

function readRecord(html: string): GroundedRecord | undefined {
  const begin = html.indexOf(RECORD_BEGINS);
  const end = html.indexOf(RECORD_ENDS, begin);
  if (begin < 0 || end < 0) return undefined;
  try {
    return readEvidenceRecord(JSON.parse(html.slice(begin + RECORD_BEGINS.length, end)));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Problems are told in one sentence; the first of them names the place. */
function tell(name: string, good: string, problems: readonly string[]): EvidenceCheck {
  const [first] = problems;
  if (first === undefined) return { name, status: "ok", message: `${upperFirst(good)}.` };
  const more = problems.length === 1 ? "" : ` (${problems.length - 1} more)`;
  return { name, status: "problem", message: `${upperFirst(first)}${more}.` };
}

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function wrongHashes({ answer, excerpts, quoteHashes }: GroundedRecord): readonly string[] {
  const ofExcerpts = excerpts.flatMap(({ text, hash }, index) =>
    hashText(text) === hash ? [] : [`the hash of excerpt ${index + 1} is not that of its text`],
  );
  const ofQuotes = answer.citations.flatMap(({ quote }, index) =>
    hashText(quote) === quoteHashes[index] ? [] : [`the hash of quote ${index + 1} is not that of its text`],
  );
  const isOneEach = quoteHashes.length === answer.citations.length;
  return [...ofExcerpts, ...ofQuotes, ...(isOneEach ? [] : ["there are more or fewer hashes than quotes"])];
}

function misplacedQuotes({ answer, documents, excerpts }: GroundedRecord): readonly string[] {
  return answer.citations.flatMap(({ documentId, contentHash, span, quote, answerSpan }, index) => {
    const name = `quote ${index + 1}`;
    const isKnown = documents.some((one) => one.documentId === documentId && one.contentHash === contentHash);
    if (!isKnown) return [`${name} is of a document that the record does not have`];
    const stands = excerpts.some(
      (one) =>
        one.documentId === documentId &&
        one.text.length === one.span.end - one.span.start &&
        one.span.start <= span.start &&
        span.end <= one.span.end &&
        one.text.slice(span.start - one.span.start, span.end - one.span.start) === quote,
    );
    if (!stands) return [`${name} does not stand in its surroundings at its place`];
    return answerSpan.end <= answer.text.length ? [] : [`${name} is tied to a place behind the answer's end`];
  });
}

async function checkSentences(
  { answer, asked }: GroundedRecord,
  verifier: Verifier,
  signal: AbortSignal,
): Promise<EvidenceCheck> {
  const problems: string[] = [];
  let unmeasured = 0;
  for (const [index, { span, citations, verdict, statement, calculation }] of answer.claims.entries()) {
    const name = `sentence ${index + 1}`;
    if (span.end > answer.text.length || citations.some((one) => answer.citations[one] === undefined)) {
      problems.push(`${name} points at what is not there`);
    } else if (calculation !== undefined || verifier.id !== asked.verifier) unmeasured++;
    else {
      const sentence = statement ?? answer.text.slice(span.start, span.end);
      const evidence = citations.flatMap((one) => answer.citations[one]?.quote ?? []);
      const again = await verifier.verify({ sentence, evidence }, signal);
      if (again.verdict !== verdict) problems.push(`${name} is ${again.verdict}, and the page says ${verdict}`);
    }
  }
  if (problems.length > 0 || unmeasured === 0) return tell("sentences", "each is as its quotes say", problems);
  const message = `${unmeasured} of ${answer.claims.length} could not be checked from the page: computed over a whole table, or by another verifier.`;
  return { name: "sentences", status: "unmeasured", message };
}

/** Where the page first differs from the one that the record makes. */
function changedLines(html: string, bytes: Uint8Array, made: string): readonly string[] {
  if (Buffer.from(made).equals(bytes)) return [];
  const [lines, expected] = [html.split("\n"), made.split("\n")];
  const at = lines.findIndex((line, index) => line !== expected[index]);
  return [`the page was changed: line ${(at < 0 ? lines.length : at) + 1} is not as the record makes it`];
}
