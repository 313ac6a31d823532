import type { GuardMeasure } from "./guard-measure.ts";
import { type GeneratedSentence, generateSentences, identifierKinds } from "./identifier-sentences.ts";
import { type FoundData, fMeasure, STRICT_GOAL, STRICT_TYPES } from "./measure-personal-data.ts";
import { measureShare } from "./measure-share.ts";

const SENTENCES = 1_000;
/** Differs from the seed of the unit tests, so these sentences are others. */
const SEED = 2_026;
const names = { guard: "personal-data", data: "our generated sentences" };

/**
 * Measures what a search finds in 1,000 generated sentences of each kind of identifier: half of them hold one, half
 * only a near miss such as a card number with a wrong check digit. A place is right if it is exactly the identifier.
 *
 * @param find  returns the findings in a text
 */
export async function measureIdentifiers(
  find: (text: string) => Promise<readonly FoundData[]>,
): Promise<readonly GuardMeasure[]> {
  const measures: GuardMeasure[] = [];
  for (const [type, kind] of Object.entries(identifierKinds)) {
    const counts = await countPlaces(type, generateSentences(kind, SENTENCES, SEED), find);
    const { right, labelled, alarms, misses } = counts;
    const value = fMeasure(counts, 1);
    const f1 = { ...names, measure: `F1 of ${type}`, value };
    measures.push(
      STRICT_TYPES.includes(type) ? { ...f1, goal: STRICT_GOAL, reached: value >= STRICT_GOAL } : f1,
      measureShare({ ...names, measure: `recall of ${type}`, hits: right, trials: labelled }),
      measureShare({ ...names, measure: `false alarms on near misses of ${type}`, hits: alarms, trials: misses }),
    );
  }
  return measures;
}

async function countPlaces(
  type: string,
  sentences: readonly GeneratedSentence[],
  find: (text: string) => Promise<readonly FoundData[]>,
) {
  const counts = { right: 0, found: 0, labelled: 0, alarms: 0, misses: 0 };
  for (const { text, value } of sentences) {
    const places = (await find(text)).filter((place) => place.type === type);
    counts.found += places.length;
    if (value === undefined) {
      counts.misses++;
      if (places.length > 0) counts.alarms++;
    } else {
      counts.labelled++;
      if (places.some(({ start, end }) => text.slice(start, end) === value)) counts.right++;
    }
  }
  return counts;
}
