import type { Guard, TextView } from "../../guard.ts";
import { findPersonalData } from "../../matching/personal-data/find-personal-data.ts";
import { guardScore } from "../../matching/personal-data/guard-score.ts";
import { scanViews } from "../../matching/personal-data/scan-views.ts";

export interface PersonalDataOptions {
  /** Countries whose identifiers and telephone numbers count, ISO 3166-1 in lower case. Default: all that have a pack. */
  readonly countries?: readonly string[];
  /** Lowest certainty that counts by kind, such as `{ URL: 0.9 }`. Default: 0.5; above 1 turns a kind off. */
  readonly thresholds?: Readonly<Record<string, number>>;
}

const DEFAULT_THRESHOLD = 0.5;

/**
 * Creates the guard `personal-data`: numbers and addresses of people, such as cards, accounts, telephone and social security
 * numbers. Names are found by `personal-names`. Ages, dates and postal codes name nobody alone and have half the score. The
 * recognisers are loaded by the first call.
 */
export async function createPersonalDataCheck({
  countries,
  thresholds = {},
}: PersonalDataOptions = {}): Promise<Guard> {
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
    id: "personal-data",
    version: "2",
    cost: "rules",
    threshold: DEFAULT_THRESHOLD,
    check: (input) => scanViews(input, find),
  };
}
