import type { TextView } from "../../guard.ts";
import { findPersonalData } from "../../matching/personal-data/find-personal-data.ts";
import { scanViews } from "../../matching/personal-data/scan-views.ts";
import type { Measure } from "../define-guard.ts";
import { chooseReplacement, type ReplacementRules } from "./choose-replacement.ts";
import { loadSafeHarborParts, SAFE_HARBOR_THRESHOLD } from "./load-safe-harbor-parts.ts";

/** Year for which every date counts. A guard has no clock, so it cannot tell which years are harmless. */
const NO_YEAR_STAYS = Number.POSITIVE_INFINITY;

/**
 * Creates the guard `safe-harbor`: the 18 kinds of identifiers of 45 CFR 164.514(b)(2)(i), of which states,
 * countries and ages below 90 may stay. Recall counts most, so uncertain places count too. `createDeidentifier`
 * also keeps years and postal areas.
 *
 * @throws {ModelUnavailableError} if the model's files are missing or damaged
 */
export async function createSafeHarborCheck(): Promise<Measure> {
  const { recognisers, model } = await loadSafeHarborParts();
  const query = { recognisers, model, thresholdOf: () => SAFE_HARBOR_THRESHOLD };
  const rules: ReplacementRules = {
    currentYear: NO_YEAR_STAYS,
    gazetteers: model.gazetteers,
    surrogates: undefined,
    shiftDays: undefined,
  };
  const find = (view: TextView) =>
    findPersonalData(view, query).filter((each) => {
      const value = view.text.slice(each.start, each.end);
      return chooseReplacement(value, each, rules) !== value;
    });
  return {
    version: `1-${model.version}`,
    threshold: SAFE_HARBOR_THRESHOLD,
    check: (input) => scanViews(input, find),
  };
}
