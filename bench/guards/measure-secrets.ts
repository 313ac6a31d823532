import type { GuardMeasure } from "./guard-measure.ts";
import { type AlarmScorer, measureOrdinary } from "./measure-ordinary.ts";
import { measureShare } from "./measure-share.ts";
import { writeSecretSentences } from "./secret-sentences.ts";

/**
 * Measures a guard of secrets on our sentences with random keys in the forms that their providers document, and its
 * false alarms on ordinary texts.
 *
 * @param folder  folder of the data sets
 */
export async function measureSecrets(folder: string, scorer: AlarmScorer): Promise<readonly GuardMeasure[]> {
  const sentences = writeSecretSentences();
  const found: string[] = [];
  for (const { kind, text } of sentences) if ((await scorer.score(text)) >= scorer.threshold) found.push(kind);
  const names = { guard: "secrets", data: "our sentences with random secrets" };
  const kinds = new Set(sentences.map(({ kind }) => kind)).size;
  return [
    measureShare({ ...names, measure: "recall", hits: found.length, trials: sentences.length }),
    measureShare({ ...names, measure: "kinds found at least once", hits: new Set(found).size, trials: kinds }),
    ...(await measureOrdinary(folder, { guard: "secrets", ...scorer })),
  ];
}
