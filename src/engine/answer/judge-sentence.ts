import type { AnswerSentence, Calculator, Claim, ContextPassage, Span, Verifier } from "../../core/index.ts";
import { type CalculationServices, type CheckedSentence, checkCalculation, checkCitations } from "../verify/index.ts";

/** A sentence with its byte-exact citations, the verifier's verdict on them, and its reason. */
export interface JudgedSentence extends CheckedSentence, Pick<Claim, "verdict" | "why" | "decidedBy"> {}

export interface JudgeServices extends Pick<CalculationServices, "readDocument"> {
  readonly verifier: Verifier;
  readonly calculating?: { readonly calculator: Calculator };
  /** The spans of a passage's text that a sentence rests on. */
  findEvidence(sentence: string, passage: string): readonly Span[];
}

interface Proposed {
  readonly sentence: AnswerSentence;
  /** All that the answerer saw. */
  readonly passages: readonly ContextPassage[];
}

/**
 * Judges a sentence by those of its citations that hold. Passages that do not carry it are no longer cited where others do;
 * where none of the cited ones does, another passage that the answerer saw is cited in their place, if one does. What was
 * computed is computed again instead.
 *
 * @returns  undefined if no citation holds
 */
export async function judgeSentence(
  services: JudgeServices,
  { sentence, passages }: Proposed,
  signal: AbortSignal,
): Promise<JudgedSentence | undefined> {
  const exact = await holdCitations(services, sentence, passages);
  if (exact === undefined) return undefined;
  if (exact.calculation !== undefined) return judgeCalculation(services, exact, signal);
  const judged = await judge(services, exact, signal);
  return judged.verdict === "supported"
    ? withoutIdlePassages(services, judged, signal)
    : ((await citeAnother(services, { sentence: judged, passages }, signal)) ?? judged);
}

async function judge(
  { verifier }: JudgeServices,
  sentence: CheckedSentence,
  signal: AbortSignal,
): Promise<JudgedSentence> {
  const evidence = sentence.citations.map(({ quote }) => quote);
  return { ...sentence, ...(await verifier.verify({ sentence: statementOf(sentence), evidence }, signal)) };
}

const statementOf = ({ text, statement = text }: Pick<AnswerSentence, "text" | "statement">): string => statement;

/** Of several passages only those that carry the sentence on their own; all of them where it takes all. */
async function withoutIdlePassages(
  services: JudgeServices,
  sentence: JudgedSentence,
  signal: AbortSignal,
): Promise<JudgedSentence> {
  const numbers = [...new Set(sentence.citations.map(({ passage }) => passage))];
  if (numbers.length < 2) return sentence;
  const carrying: JudgedSentence[] = [];
  for (const number of numbers) {
    const citations = sentence.citations.filter(({ passage }) => passage === number);
    const alone = await judge(services, { ...sentence, citations }, signal);
    if (alone.verdict === "supported") carrying.push(alone);
  }
  return carrying.length === 0 ? sentence : { ...sentence, citations: carrying.flatMap(({ citations }) => citations) };
}

/** By the first of the other passages that supports the sentence; undefined if none does. */
async function citeAnother(
  services: JudgeServices,
  { sentence, passages }: { readonly sentence: JudgedSentence; readonly passages: readonly ContextPassage[] },
  signal: AbortSignal,
): Promise<JudgedSentence | undefined> {
  const cited = new Set(sentence.citations.map(({ passage }) => passage));
  for (const { number, text, hit } of passages.filter((passage) => !cited.has(passage.number))) {
    const evidence = services.findEvidence(statementOf(sentence), text).map(({ start, end }) => ({
      passage: number,
      span: { start: hit.span.start + start, end: hit.span.start + end },
    }));
    const exact = await holdCitations(services, { ...sentence, evidence }, passages);
    if (exact === undefined) continue;
    const judged = await judge(services, exact, signal);
    if (judged.verdict === "supported") return judged;
  }
  return undefined;
}

async function holdCitations(
  { readDocument }: JudgeServices,
  sentence: AnswerSentence,
  passages: readonly ContextPassage[],
): Promise<CheckedSentence | undefined> {
  const [exact] = await checkCitations({ sentences: [sentence] }, passages, readDocument);
  return exact;
}

async function judgeCalculation(
  { calculating, readDocument }: JudgeServices,
  sentence: CheckedSentence,
  signal: AbortSignal,
): Promise<JudgedSentence> {
  const { text, calculation } = sentence;
  if (calculation === undefined || calculating === undefined)
    return {
      ...sentence,
      verdict: "unmeasured",
      why: "Nothing is there that computes it again.",
      decidedBy: "calculation",
    };
  const services = { readDocument, calculator: calculating.calculator };
  const judgement = await checkCalculation({ text, calculation }, services, signal);
  return { ...sentence, ...judgement, decidedBy: "calculation" };
}
