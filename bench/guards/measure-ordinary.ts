import type { GuardMeasure } from "./guard-measure.ts";
import { measureShare } from "./measure-share.ts";
import { type OrdinaryTexts, readOrdinaryTexts } from "./ordinary-texts.ts";

/** A guard that finds texts. */
export interface AlarmScorer {
  /** Returns the certainty of the guard, from 0 to 1. */
  readonly score: (text: string) => Promise<number>;
  /** Lowest score that fails. */
  readonly threshold: number;
}

/** A guard whose false alarms are counted. */
export interface OrdinaryScorer extends AlarmScorer {
  readonly guard: string;
  /** Name of the measure. Default: `false alarms`. */
  readonly measure?: string;
  /** Kind of texts to read. Default: all. */
  readonly kind?: OrdinaryTexts["kind"];
}

/**
 * Counts the false alarms of a guard on ordinary texts.
 *
 * @param folder  folder of the data sets
 */
export async function measureOrdinary(folder: string, scorer: OrdinaryScorer): Promise<readonly GuardMeasure[]> {
  const { guard, measure = "false alarms", kind: wanted } = scorer;
  const measures: GuardMeasure[] = [];
  for (const { name, kind, texts } of await readOrdinaryTexts(folder)) {
    if (wanted !== undefined && kind !== wanted) continue;
    const hits = await countAlarms(texts, scorer);
    measures.push(measureShare({ guard, data: name, measure, hits, trials: texts.length }));
  }
  return measures;
}

/** Counts the texts that fail. */
export async function countAlarms(texts: readonly string[], { score, threshold }: AlarmScorer): Promise<number> {
  let alarms = 0;
  for (const text of texts) if ((await score(text)) >= threshold) alarms++;
  return alarms;
}
