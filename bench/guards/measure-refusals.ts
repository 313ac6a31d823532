import type { GuardMeasure } from "./guard-measure.ts";
import { type AlarmScorer, countAlarms, measureOrdinary } from "./measure-ordinary.ts";
import { measureShare } from "./measure-share.ts";
import sentences from "./refusals.json" with { type: "json" };

const names = { guard: "refusal", data: "our sentences, to which the rules were adjusted" };

/**
 * Measures the guard of refusals on our own sentences, to which its rules were adjusted, and on paragraphs.
 *
 * @param folder  folder of the data sets
 */
export async function measureRefusals(folder: string, scorer: AlarmScorer): Promise<readonly GuardMeasure[]> {
  const { refusals, answers } = sentences;
  const found = await countAlarms(refusals, scorer);
  const wrong = await countAlarms(answers, scorer);
  return [
    measureShare({ ...names, measure: "recall", hits: found, trials: refusals.length }),
    measureShare({ ...names, measure: "false alarms", hits: wrong, trials: answers.length }),
    ...(await measureOrdinary(folder, { guard: "refusal", kind: "paragraphs", ...scorer })),
  ];
}
