import {
  type Claim,
  type Document,
  defined,
  type Hit,
  type Location,
  locateSpan,
  type Span,
  type Verifier,
} from "../../core/index.ts";
import type { CheckServices } from "./checks/compare-claim.ts";
import { isAboutTheSame } from "./find-disagreement.ts";

/** A quote of a document, byte-exact. */
export interface PassageQuote {
  readonly span: Span;
  readonly quote: string;
  readonly location?: Location;
}

/** Verdict of one passage on a claim. */
export interface PassageVerdict extends Pick<Claim, "verdict" | "why" | "decidedBy"> {
  readonly hit: Hit;
  readonly contentHash: string;
  /** Quotes that the verdict rests on, ascending. */
  readonly quotes: readonly PassageQuote[];
}

/** Services that verify a claim by passages. */
export interface PassageServices extends CheckServices {
  readonly verifier: Verifier;
  /** Finds the spans of a passage's text that a sentence rests on. */
  findEvidence(sentence: string, passage: string): readonly Span[];
  /** Reads a document; undefined if it was removed. */
  readDocument(documentId: string): Promise<Pick<Document, "text" | "contentHash" | "locations"> | undefined>;
}

/** A claim and the passages to verify it by. */
export interface ClaimByPassages {
  readonly claim: string;
  /** Hits whose passages verify the claim, best first. */
  readonly hits: readonly Hit[];
}

/** Order of the verdicts in the result. */
const order: readonly Claim["verdict"][] = ["supported", "contradicted", "unmeasured", "not-enough-evidence"];

/**
 * Verifies a claim by each of several passages separately: a statement combined from several documents is made by none
 * of them. Skips passages without a word of the claim.
 *
 * @returns the passages that support the claim, that contradict it, that were not measured, then the others; each
 *          group in the order of the hits
 */
export async function verifyByPassages(
  services: PassageServices,
  { claim, hits }: ClaimByPassages,
  signal: AbortSignal,
): Promise<readonly PassageVerdict[]> {
  const verdicts: PassageVerdict[] = [];
  for (const hit of hits) {
    const document = await services.readDocument(hit.documentId);
    if (document === undefined) continue;
    // Quotes come from the document itself, so they are its current text.
    const text = document.text.slice(hit.span.start, hit.span.end);
    const quotes = wholeSentences(services, text, services.findEvidence(claim, text)).map(({ start, end }) => {
      const span = { start: hit.span.start + start, end: hit.span.start + end };
      const location = locateSpan(document.locations, span);
      return defined({ span, quote: text.slice(start, end), location });
    });
    if (quotes.length === 0) continue;
    const judged = await judge(
      services,
      claim,
      quotes.map(({ quote }) => quote),
      signal,
    );
    verdicts.push({ ...judged, hit, contentHash: document.contentHash, quotes });
  }
  return order.flatMap((verdict) => verdicts.filter((passage) => passage.verdict === verdict));
}

/**
 * Verifies a claim by quotes. The verifier assumes that an author cited the quotes. Here they may be about something
 * else, so a contradiction by facts counts only if they are about the same thing.
 */
async function judge(
  services: PassageServices,
  claim: string,
  quotes: readonly string[],
  signal: AbortSignal,
): Promise<Awaited<ReturnType<Verifier["verify"]>>> {
  // A wrapped line does not end a sentence.
  const evidence = quotes.map((quote) => quote.replace(/\s+/gu, " "));
  const judged = await services.verifier.verify({ sentence: claim, evidence }, signal);
  const isByFacts = judged.verdict === "contradicted" && judged.decidedBy === "facts";
  if (!isByFacts || evidence.some((text) => isAboutTheSame(services, claim, text))) return judged;
  return {
    verdict: "not-enough-evidence",
    why: "It says something different, but about another thing.",
    decidedBy: "facts",
  };
}

const MARKED_LINE = /^[^\S\n\r\u2028\u2029]*(?:[|#>*+•-]|\d+[.)])/mu;

/** Extends spans to whole sentences, also over line ends. Rows of tables and items of lists stay single lines. */
function wholeSentences({ splitSentences }: PassageServices, text: string, spans: readonly Span[]): readonly Span[] {
  const sentences = splitSentences(text);
  const whole = spans.map((span) => {
    const sentence = sentences.find(({ start, end }) => start <= span.start && span.end <= end);
    return sentence === undefined || MARKED_LINE.test(text.slice(sentence.start, sentence.end)) ? span : sentence;
  });
  return whole.filter((span, index) => whole.findIndex(({ start }) => start === span.start) === index);
}
