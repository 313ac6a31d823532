import type { TextView } from "../../guard.ts";
import { findPersonalData } from "../../matching/personal-data/find-personal-data.ts";
import { guardScore } from "../../matching/personal-data/guard-score.ts";
import { scanViews } from "../../matching/personal-data/scan-views.ts";
import type { Measure } from "../define-guard.ts";

const DEFAULT_THRESHOLD = 0.5;

/**
 * Creates the guard `personal-data`: numbers and addresses of people, such as cards, accounts, telephone and social
 * security numbers. Names are found by `personal-names`. Ages, dates and postal codes name nobody alone and have half
 * the score. The recognisers are loaded by the first call.
 *
 * @param countries   countries whose identifiers and telephone numbers count, ISO 3166-1 in lower case;
 *                    by default all that have a pack
 * @param thresholds  lowest certainty that counts by kind; above 1 turns a kind off
 */
export async function createPersonalDataCheck(
  countries: readonly string[] | undefined,
  thresholds: Readonly<Record<string, number>>,
): Promise<Measure> {
  const [{ recognisersOf }, { countryPacks }] = await Promise.all([
    import("../../matching/personal-data/all-recognisers.ts"),
    import("../../matching/personal-data/country-packs.ts"),
  ]);
  const query = {
    recognisers: recognisersOf(countries ?? Object.keys(countryPacks)),
    thresholdOf: (type: string) => thresholds[type] ?? DEFAULT_THRESHOLD,
  };
  const find = (view: TextView) =>
    findPersonalData(view, query).map((each) => ({ ...each, score: guardScore(each.type, each.score) }));
  return {
    version: "2",
    threshold: DEFAULT_THRESHOLD,
    check: (input) => scanViews(input, find),
  };
}
