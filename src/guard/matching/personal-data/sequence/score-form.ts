import { isNamePart, isStreetWord } from "./gazetteers.ts";
import { type EntityTokens, isPlausible } from "./is-plausible.ts";

/** Share of the score that stays if the form of an entity leaves doubt. */
const DOUBT = 0.6;
const GREAT_DOUBT = 0.45;

const streetEnding =
  /(?:stra(?:ß|ss)e|gasse|weg|allee|platz|gatan|vagen|vej|gade|veien|katu|tie|utca|straat|laan|plein|street|road)$/i;

/**
 * Returns the share of an entity's score that its form leaves: 0 if it cannot be what the model takes it for, less than
 * 1 if nothing but its neighbours speaks for it. The model learned from sentences; in tables and lists it takes amounts
 * and headings for addresses and names.
 */
export function scoreForm(type: string, tokens: EntityTokens): number {
  if (!isPlausible(type, tokens)) return 0;
  if (type === "PERSON") return tokens.texts.some((_, at) => isNamePart(tokens.classes[at] ?? 0)) ? 1 : DOUBT;
  if (type === "STREET_ADDRESS") return isLikeStreet(tokens) ? 1 : GREAT_DOUBT;
  if (type === "PHONE_NUMBER") return isLikePhone(tokens.texts) ? 1 : GREAT_DOUBT;
  return 1;
}

/** A street or an apartment is named, and there is a number. */
function isLikeStreet({ texts, classes }: EntityTokens): boolean {
  const hasStreet = texts.some((token, at) => isStreetWord(classes[at] ?? 0) || streetEnding.test(token));
  return hasStreet && texts.some((token) => /^\p{Nd}/u.test(token));
}

/** It begins as telephone numbers do, or marks join its groups. */
function isLikePhone(texts: readonly string[]): boolean {
  return /^[+0]/.test(texts[0] ?? "") || texts.some((token, at) => /^[-./]$/.test(token) && at > 0);
}
