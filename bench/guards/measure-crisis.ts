import { listCrisisSentences } from "./crisis-sentences.ts";
import type { GuardMeasure } from "./guard-measure.ts";
import { type AlarmScorer, countAlarms, measureOrdinary } from "./measure-ordinary.ts";
import { measureShare } from "./measure-share.ts";

/**
 * Measures the guard of crises on our own sentences that its rules were not written for, and on ordinary texts.
 *
 * @param folder  folder of the data sets
 */
export async function measureCrisis(folder: string, scorer: AlarmScorer): Promise<readonly GuardMeasure[]> {
  const measures: GuardMeasure[] = [];
  for (const sentences of groupSentences()) {
    const { isCrisis, language } = sentences;
    const trials = sentences.texts.length;
    const hits = await countAlarms(sentences.texts, scorer);
    const measure = `${isCrisis ? "recall" : "false alarms"}, ${language}`;
    measures.push(measureShare({ guard: "crisis", data: "our sentences", measure, hits, trials }));
  }
  return [...measures, ...(await measureOrdinary(folder, { guard: "crisis", ...scorer }))];
}

function groupSentences() {
  const sentences = listCrisisSentences("report");
  return [true, false].flatMap((isCrisis) =>
    (["en", "de"] as const).map((language) => {
      const ofGroup = sentences.filter((each) => each.isCrisis === isCrisis && each.language === language);
      return { isCrisis, language, texts: ofGroup.map(({ text }) => text) };
    }),
  );
}
