import type { AnswerSentence, Claim, ContextPassage, Span, Verifier } from "../../core/index.ts";
import {
  type CalculatedSentence,
  type CalculationServices,
  type CheckedSentence,
  checkCalculation,
  checkCitations,
} from "../verify/index.ts";

/** A sentence with its byte-exact citations, the verdict on it, and the reason. */
export interface JudgedSentence extends CheckedSentence, Pick<Claim, "verdict" | "why" | "decidedBy"> {}

export interface JudgeServices extends Pick<CalculationServices, "readDocument"> {
  readonly verifier: Verifier;
  /** Returns the spans of a passage's text that support a sentence. */
  findEvidence(sentence: string, passage: string): readonly Span[];
}

/**
 * Judges a sentence by its exact citations. Drops citations of passages that do not support it if others do. If none
 * does, cites another passage that the answerer saw, if that one does. A calculation is repeated instead.
 *
 * @param passages  all passages that the answerer saw
 * @returns  undefined if no citation is exact
 */
export async function judgeSentence(
  services: JudgeServices,
  sentence: AnswerSentence,
  passages: readonly ContextPassage[],
  signal: AbortSignal,
): Promise<JudgedSentence | undefined> {
  const exact = await checkExact(services, sentence, passages);
  if (exact === undefined) return undefined;
  const { calculation } = exact;
  if (calculation !== undefined) return judgeCalculation(services, { ...exact, calculation }, signal);
  const judged = await judge(services, exact, signal);
  return judged.verdict === "supported"
    ? dropIdlePassages(services, judged, signal)
    : ((await citeAnother(services, judged, passages, signal)) ?? judged);
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

/** Keeps the citations of passages that support the sentence alone; keeps all if only all together support it. */
async function dropIdlePassages(
  services: JudgeServices,
  sentence: JudgedSentence,
  signal: AbortSignal,
): Promise<JudgedSentence> {
  const numbers = [...new Set(sentence.citations.map(({ passage }) => passage))];
  if (numbers.length < 2) return sentence;
  const supporting: JudgedSentence[] = [];
  for (const number of numbers) {
    const citations = sentence.citations.filter(({ passage }) => passage === number);
    const alone = await judge(services, { ...sentence, citations }, signal);
    if (alone.verdict === "supported") supporting.push(alone);
  }
  return supporting.length === 0
    ? sentence
    : { ...sentence, citations: supporting.flatMap(({ citations }) => citations) };
}

/** Judges a sentence by the first other passage that supports it; undefined if no passage does. */
async function citeAnother(
  services: JudgeServices,
  sentence: JudgedSentence,
  passages: readonly ContextPassage[],
  signal: AbortSignal,
): Promise<JudgedSentence | undefined> {
  const cited = new Set(sentence.citations.map(({ passage }) => passage));
  for (const { number, text, hit } of passages.filter((passage) => !cited.has(passage.number))) {
    const evidence = services.findEvidence(statementOf(sentence), text).map(({ start, end }) => ({
      passage: number,
      span: { start: hit.span.start + start, end: hit.span.start + end },
    }));
    const exact = await checkExact(services, { ...sentence, evidence }, passages);
    if (exact === undefined) continue;
    const judged = await judge(services, exact, signal);
    if (judged.verdict === "supported") return judged;
  }
  return undefined;
}

async function checkExact(
  { readDocument }: JudgeServices,
  sentence: AnswerSentence,
  passages: readonly ContextPassage[],
): Promise<CheckedSentence | undefined> {
  const [exact] = await checkCitations({ sentences: [sentence] }, passages, readDocument);
  return exact;
}

async function judgeCalculation(
  { readDocument }: JudgeServices,
  sentence: CheckedSentence & CalculatedSentence,
  signal: AbortSignal,
): Promise<JudgedSentence> {
  const { text, calculation } = sentence;
  const judgement = await checkCalculation({ text, calculation }, { readDocument }, signal);
  return { ...sentence, ...judgement, decidedBy: "calculation" };
}
