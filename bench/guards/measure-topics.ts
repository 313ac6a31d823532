import type { GuardMeasure } from "./guard-measure.ts";
import sentences from "./health-sentences.json" with { type: "json" };
import { type AlarmScorer, countAlarms, measureOrdinary } from "./measure-ordinary.ts";
import { measureShare } from "./measure-share.ts";

/** The guard under measurement. */
export interface TopicFinder extends AlarmScorer {
  /** Returns the types of the places that fail. */
  readonly findTypes: (text: string) => Promise<readonly string[]>;
}

const names = { guard: "topics", data: "our sentences that no rule was written for" };

/**
 * Measures the guard of topics on our own sentences about health, for which no rule was written, and on ordinary texts.
 *
 * @param folder  folder of the data sets
 */
export async function measureTopics(folder: string, finder: TopicFinder): Promise<readonly GuardMeasure[]> {
  const { none, ...topics } = sentences;
  const measures: GuardMeasure[] = [];
  for (const [type, texts] of Object.entries(topics)) {
    let hits = 0;
    for (const text of texts) if ((await finder.findTypes(text)).includes(type)) hits++;
    measures.push(measureShare({ ...names, measure: `recall of ${type}`, hits, trials: texts.length }));
  }
  const hits = await countAlarms(none, finder);
  measures.push(measureShare({ ...names, measure: "false alarms", hits, trials: none.length }));
  return [...measures, ...(await measureOrdinary(folder, { guard: "topics", ...finder }))];
}
