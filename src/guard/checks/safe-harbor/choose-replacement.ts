import type { PersonalData } from "../../matching/personal-data/find-personal-data.ts";
import { type Gazetteers, isCountry } from "../../matching/personal-data/sequence/gazetteers.ts";
import { splitTokens } from "../../matching/personal-data/sequence/split-tokens.ts";
import type { Surrogates } from "./create-surrogates.ts";
import { coarsenZip, isState, isStateCode, stateAndZip } from "./geography.ts";
import { shiftDate } from "./shift-date.ts";

/** Rules for what stands for identifiers. */
export interface ReplacementRules {
  readonly currentYear: number;
  readonly gazetteers: Gazetteers;
  /** Makes up values; undefined if kinds stand for them. */
  readonly surrogates: Surrogates | undefined;
  /** Number of days by which dates move; undefined if their years stay. */
  readonly shiftDays: number | undefined;
}

/** Kinds that the guards find and that are none of the 18 identifiers. */
const harmlessTypes = new Set(["NRP", "TITLE"]);
/** Youngest age whose number may not stay. */
const OLD = 90;
const writtenYear = /(?<!\d)(1[89]\d{2}|20\d{2})(?!\d)/;

/** Returns what stands for an identifier; the value itself if it may stay. */
export function chooseReplacement(value: string, { type }: PersonalData, rules: ReplacementRules): string {
  if (harmlessTypes.has(type)) return value;
  if (type === "AGE") return coarsenAge(value);
  if (type === "DATE_TIME") return replaceDate(value, rules);
  if (type === "ZIP_CODE") return replaceZip(value);
  if (type === "GPE" && isLargePlace(value, rules.gazetteers)) return value;
  if (type === "STREET_ADDRESS") return replaceAddress(value, rules);
  return rules.surrogates?.surrogateOf(type, value) ?? `[${type}]`;
}

/** Returns an age, or that it is 90 or more. */
function coarsenAge(age: string): string {
  return /^\d+$/.test(age) && Number(age) < OLD ? age : "90 or older";
}

/** A year that tells that someone is 90 or older does not stay. */
function replaceDate(value: string, { shiftDays, currentYear }: ReplacementRules): string {
  const date = shiftDays === undefined ? value : (shiftDate(value, shiftDays) ?? value);
  const year = writtenYear.exec(date)?.[1];
  if (year === undefined || Number(year) <= currentYear - OLD) return "[DATE_TIME]";
  return date === value ? year : date;
}

/** Codes of other countries have other areas, so that nothing of them stays. */
function replaceZip(value: string): string {
  return /^\d{5}(?:-\d{4})?$/.test(value) ? coarsenZip(value) : "[ZIP_CODE]";
}

function isLargePlace(place: string, gazetteers: Gazetteers): boolean {
  if (isState(place)) return true;
  const { texts } = splitTokens(place);
  return gazetteers.classesOf(texts).every(isCountry);
}

/** The state of an address and three digits of its postal code stay. */
function replaceAddress(value: string, { surrogates }: ReplacementRules): string {
  const [end = "", state = "", zip = ""] = stateAndZip.exec(value) ?? [];
  const isKnown = isStateCode(state);
  const address = isKnown ? value.slice(0, value.length - end.length).replace(/(?<![\s,])[\s,]+$/, "") : value;
  const replacement = surrogates?.surrogateOf("STREET_ADDRESS", address) ?? "[STREET_ADDRESS]";
  return isKnown ? `${replacement}, ${state} ${coarsenZip(zip)}` : replacement;
}
