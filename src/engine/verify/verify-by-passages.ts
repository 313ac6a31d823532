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
import type { CheckServices } from "./checks/check-claim.ts";
import { speaksOfTheSame } from "./find-disagreement.ts";

/** What one passage says of a claim. */
export interface PassageVerdict extends Pick<Claim, "verdict" | "why" | "decidedBy"> {
  readonly hit: Hit;
  readonly contentHash: string;
  /** Ascending; each equals the document's text at its span, to the byte. */
  readonly quotes: readonly { readonly span: Span; readonly quote: string; readonly location?: Location }[];
}

export interface PassageServices extends CheckServices {
  readonly verifier: Verifier;
  /** The spans of a passage's text that a sentence rests on. */
  findEvidence(sentence: string, passage: string): readonly Span[];
  /** Undefined when it has gone. */
  readDocument(documentId: string): Promise<Pick<Document, "text" | "contentHash" | "locations"> | undefined>;
}

/** What decides of the whole, first to last. */
const order: readonly Claim["verdict"][] = ["supported", "contradicted", "unmeasured", "not-enough-evidence"];

/**
 * Lays a sentence beside each of several passages, and not beside all at once: what is put together from several documents is said
 * by none of them.
 *
 * @param hits  best first; one without a word of the sentence says nothing of it
 * @returns     what supports it, what contradicts it, what was not measured, then the rest; in each group in the order of the hits
 */
export async function verifyByPassages(
  services: PassageServices,
  { claim, hits }: { readonly claim: string; readonly hits: readonly Hit[] },
  signal: AbortSignal,
): Promise<readonly PassageVerdict[]> {
  const verdicts: PassageVerdict[] = [];
  for (const hit of hits) {
    const document = await services.readDocument(hit.documentId);
    if (document === undefined) continue;
    // The text of the document itself, so that every quote is what stands there now.
    const text = document.text.slice(hit.span.start, hit.span.end);
    const quotes = wholeSentences(services, text, services.findEvidence(claim, text)).map(({ start, end }) => {
      const span = { start: hit.span.start + start, end: hit.span.start + end };
      const location = locateSpan(document.locations, span);
      return defined({ span, quote: text.slice(start, end), location });
    });
    if (quotes.length === 0) continue;
    const judged = await judge(services, { claim, quotes: quotes.map(({ quote }) => quote) }, signal);
    verdicts.push({ ...judged, hit, contentHash: document.contentHash, quotes });
  }
  return order.flatMap((verdict) => verdicts.filter((one) => one.verdict === verdict));
}

/** The verifier reads what an author has cited; here nobody says that the passage is about the same thing at all. */
async function judge(
  services: PassageServices,
  { claim, quotes }: { readonly claim: string; readonly quotes: readonly string[] },
  signal: AbortSignal,
): Promise<Awaited<ReturnType<Verifier["verify"]>>> {
  // A line that was wrapped is no end of a sentence.
  const evidence = quotes.map((quote) => quote.replace(/\s+/gu, " "));
  const judged = await services.verifier.verify({ sentence: claim, evidence }, signal);
  const isByFacts = judged.verdict === "contradicted" && judged.decidedBy === "facts";
  if (!isByFacts || evidence.some((text) => speaksOfTheSame(services, claim, text))) return judged;
  return {
    verdict: "not-enough-evidence",
    why: "What it says otherwise is said of something else.",
    decidedBy: "facts",
  };
}

const MARKED_LINE = /^\s*(?:[|#>*+•-]|\d+[.)])/mu;

/** Sentences that are wrapped over several lines are taken whole; rows of tables and items of lists stay lines. */
function wholeSentences({ splitSentences }: PassageServices, text: string, spans: readonly Span[]): readonly Span[] {
  const sentences = splitSentences(text);
  const whole = spans.map((span) => {
    const sentence = sentences.find(({ start, end }) => start <= span.start && span.end <= end);
    return sentence === undefined || MARKED_LINE.test(text.slice(sentence.start, sentence.end)) ? span : sentence;
  });
  return whole.filter((span, index) => whole.findIndex(({ start }) => start === span.start) === index);
}
