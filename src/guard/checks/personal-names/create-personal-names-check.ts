import type { TextView } from "../../guard.ts";
import { findPersonalData } from "../../matching/personal-data/find-personal-data.ts";
import { guardScore } from "../../matching/personal-data/guard-score.ts";
import { scanViews } from "../../matching/personal-data/scan-views.ts";
import type { Measure } from "../define-guard.ts";

const THRESHOLD = 0.5;

/**
 * Creates the guard `personal-names`: names and postal addresses of people, by a small sequence model. Places,
 * organisations, peoples and titles name nobody alone and have half the score. What a rule finds, such as a card or a
 * date, is left to `personal-data`. The model is loaded by the first call.
 *
 * @throws {ModelUnavailableError} if the model's files are missing or damaged
 */
export async function createPersonalNamesCheck(): Promise<Measure> {
  const [{ recognisersOf }, { countryPacks }, { openOwnModel }] = await Promise.all([
    import("../../matching/personal-data/all-recognisers.ts"),
    import("../../matching/personal-data/country-packs.ts"),
    import("../../matching/personal-data/sequence/open-own-model.ts"),
  ]);
  const model = await openOwnModel();
  const query = {
    recognisers: recognisersOf(Object.keys(countryPacks)),
    model,
    thresholdOf: () => THRESHOLD,
  };
  const find = (view: TextView) =>
    findPersonalData(view, query)
      .filter(({ evidence }) => evidence === "model")
      .map((each) => ({ ...each, score: guardScore(each.type, each.score) }));
  return {
    version: `1-${model.version}`,
    threshold: THRESHOLD,
    check: (input) => scanViews(input, find),
  };
}
