import type {
  AnswerCheck,
  Citation,
  CitationCheck,
  Claim,
  ClaimCheck,
  Document,
  Grounded,
  SavedAnswer,
  Verifier,
} from "../../core/index.ts";
import { computeCalculation, sayRepeated, stateCalculation } from "../../engine/verify/index.ts";
import { findQuote } from "./find-quote.ts";
import { hashText } from "./hash-text.ts";

export interface CheckServices {
  /** Reads the current document; undefined if it is gone or may not be read. Called once for each document. */
  readDocument(documentId: string): Promise<Document | undefined>;
  readonly verifier: Verifier;
}

/** Saved answer with the current documents. */
interface Now extends CheckServices {
  readonly saved: SavedAnswer;
  readonly documents: ReadonlyMap<string, Document | undefined>;
}

/**
 * Checks which sentences of a saved answer still hold. Looks up each citation in the current document, and verifies
 * each sentence again with the citations that still stand.
 */
export async function checkAnswer(
  services: CheckServices,
  saved: SavedAnswer,
  signal: AbortSignal,
): Promise<AnswerCheck> {
  const { answer, savedAt } = saved;
  const { id, collection, question } = answer;
  const told = { id, collection, question, savedAt };
  if (answer.status === "abstained") return { ...told, outcome: "abstained", claims: [] };
  const documents = new Map<string, Document | undefined>();
  for (const documentId of new Set(answer.citations.map((citation) => citation.documentId)))
    documents.set(documentId, await services.readDocument(documentId));
  const now = { ...services, saved, documents };
  const citations = answer.citations.map((citation, index) => checkCitation(now, citation, index));
  const claims: ClaimCheck[] = [];
  for (const claim of answer.claims) claims.push(await checkClaim(now, answer, claim, citations, signal));
  return { ...told, outcome: claims.every(({ holds }) => holds) ? "holds" : "fails", claims };
}

function checkCitation({ saved, documents }: Now, citation: Citation, index: number): CitationCheck {
  const document = documents.get(citation.documentId);
  if (document === undefined) return { citation: index, state: "gone", document: "gone" };
  const recorded = saved.documents.find(
    (one) => one.documentId === citation.documentId && one.contentHash === citation.contentHash,
  );
  const isSame = recorded?.textHash === hashText(document.text);
  const span = isSame ? citation.span : findQuote(document.text, citation, saved.excerpts);
  const version = isSame ? "same" : "changed";
  if (span === undefined) return { citation: index, state: "gone", document: version };
  const state = span.start === citation.span.start ? "holds" : "moved";
  return { citation: index, state, document: version, span };
}

async function checkClaim(
  now: Now,
  answer: Grounded,
  claim: Claim,
  citations: readonly CitationCheck[],
  signal: AbortSignal,
): Promise<ClaimCheck> {
  const text = answer.text.slice(claim.span.start, claim.span.end);
  const own = claim.citations.flatMap((index) => citations[index] ?? []);
  const standing = own.filter(({ state }) => state !== "gone");
  const evidence = standing.flatMap(({ citation }) => answer.citations[citation]?.quote ?? []);
  const found =
    claim.calculation === undefined
      ? await now.verifier.verify({ sentence: claim.statement ?? text, evidence }, signal)
      : await calculateAgain(now, answer, claim, standing, signal);
  const holds = found.verdict === "supported" && standing.length === own.length;
  return { text, holds, verdict: found.verdict, why: whyOf(own, found), citations: own };
}

/** Explains the result of a sentence. Missing documents and quotes come first, because they cause other problems. */
function whyOf(own: readonly CitationCheck[], { verdict, why }: Pick<Claim, "verdict" | "why">): string {
  const gone = own.filter(({ state }) => state === "gone");
  if (gone.some(({ document }) => document === "gone")) return "A document that it cites no longer exists.";
  if (gone.length === 0) return why;
  const rest = verdict === "supported" ? " The remaining places still support it." : "";
  return `${gone.length} of ${own.length} cited places no longer say it.${rest}`;
}

/** Computes a value again. The table is expected to have moved as far as the first of its cells that was found. */
async function calculateAgain(
  { documents }: Now,
  answer: Grounded,
  { calculation, span }: Claim,
  standing: readonly CitationCheck[],
  signal: AbortSignal,
): Promise<Pick<Claim, "verdict" | "why">> {
  const document = calculation && documents.get(calculation.documentId);
  if (calculation === undefined || document === undefined)
    return { verdict: "not-enough-evidence", why: "The table that it was computed from no longer exists." };
  const [first] = standing;
  const moved = (first?.span?.start ?? 0) - (answer.citations[first?.citation ?? -1]?.span.start ?? 0);
  const plan = { ...calculation.plan, tableStart: calculation.plan.tableStart + moved };
  const again = await computeCalculation(plan, document, signal);
  if (again?.status !== "computed") {
    const why = again === undefined ? "" : ` ${again.why}`;
    return { verdict: "not-enough-evidence", why: `It cannot be computed from the document as it is now.${why}` };
  }
  const { calculation: repeated } = again;
  return stateCalculation(repeated) === answer.text.slice(span.start, span.end)
    ? { verdict: "supported", why: sayRepeated(repeated) }
    : { verdict: "contradicted", why: `Computed again, the ${repeated.formula} is ${repeated.shown}.` };
}
