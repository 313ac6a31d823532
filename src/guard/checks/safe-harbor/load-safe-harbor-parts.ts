import type { Recogniser } from "../../matching/personal-data/recogniser.ts";
import type { OpenedSequenceModel } from "../../matching/personal-data/sequence/open-sequence-model.ts";

/** Lowest score that counts. Where recall counts most, uncertain places count too. */
export const SAFE_HARBOR_THRESHOLD = 0.35;

/** Parts that find the identifiers of the Safe Harbor method. */
export interface SafeHarborParts {
  readonly recognisers: readonly Recogniser[];
  readonly model: OpenedSequenceModel;
}

/**
 * Loads the recognisers and the model.
 *
 * @throws {ModelUnavailableError} if the model's files are missing or damaged
 */
export async function loadSafeHarborParts(): Promise<SafeHarborParts> {
  const [{ recognisersOf }, { countryPacks }, { openOwnModel }, { identifierRecognisers }] = await Promise.all([
    import("../../matching/personal-data/all-recognisers.ts"),
    import("../../matching/personal-data/country-packs.ts"),
    import("../../matching/personal-data/sequence/open-own-model.ts"),
    import("./identifier-recognisers.ts"),
  ]);
  return {
    recognisers: [...recognisersOf(Object.keys(countryPacks)), ...identifierRecognisers],
    model: await openOwnModel(),
  };
}
