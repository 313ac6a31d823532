import type { GuardContext } from "../../src/core/index.ts";
import type { GuardMeasure } from "./guard-measure.ts";
import { type AlarmScorer, measureOrdinary } from "./measure-ordinary.ts";

/** The guard under measurement. */
export interface AnswerScorer extends Pick<AlarmScorer, "threshold"> {
  /** Returns the certainty from 0 to 1 that an answer carries data away. */
  readonly score: (text: string, context?: GuardContext) => Promise<number>;
}

/**
 * Counts the false alarms of the guard of exfiltration, which allows what the evidence has. Each paragraph is an
 * answer: first with itself as the evidence, then without evidence.
 *
 * @param folder  folder of the data sets
 */
export async function measureExfiltration(
  folder: string,
  { score, threshold }: AnswerScorer,
): Promise<readonly GuardMeasure[]> {
  const paragraphs = { guard: "exfiltration", threshold, kind: "paragraphs" } as const;
  const cited = (text: string) => score(text, { evidence: [text] });
  const measure = "false alarms with the paragraph as evidence";
  return [
    ...(await measureOrdinary(folder, { ...paragraphs, score: cited, measure })),
    ...(await measureOrdinary(folder, { ...paragraphs, score, measure: "false alarms without evidence" })),
  ];
}
