import parsePhoneNumber from "libphonenumber-js/max";
import { defined } from "../../../../core/index.ts";
import { type CountryPack, countryPacks, type PhoneRegion } from "../country-packs.ts";
import { findMatches } from "../find-matches.ts";
import { type Recogniser, thingWords } from "../recogniser.ts";

/** A sign, brackets, and 7 to 15 digits with at most two marks between them; an extension. */
const candidate =
  /(?<![\p{L}\p{N}+]|\p{N}[.,:/-])(?:\+ ?|\()?\d(?:[ .()/-]{0,2}\d){6,14}(?:(?: ?x| ext\.? ?)\d{1,5})?(?![\p{L}\p{N}]|[.,:/-]\p{N}|[%€$£])/giu;
/** Dates and addresses on networks. */
const neverNumbers =
  /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,3}(?:\.\d{1,3}){3})(?:[ .-]\d{1,2})?$/;
/** Numbers with thousands, and spans of years, which also are forms of telephone numbers. */
const otherForms = /^(?:\d{1,3}(?: \d{3}){2,3}|\d{4}[ -]\d{4})$/;
/** Groups of North American numbers. */
const northAmerican = /^(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}(?: ?x| ext|$)/;
const extension = /(?: ?x| ext\.? ?)\d{1,5}$/i;

/**
 * Telephone numbers of all countries with a sign, and those of some countries without one. A number without a sign must
 * look like one or be named by a word, since many other numbers have as many digits.
 *
 * @param countries  ISO 3166-1 in lower case
 */
export function createTelephoneRecogniser(countries: readonly string[]): Recogniser {
  const regions = countries.flatMap((country) => packOf(country)?.phoneRegion ?? []);
  return {
    type: "PHONE_NUMBER",
    context: [
      "phone telephone tel mobile cell fax call called ring text sms whatsapp reach contact dial desk office",
      "hotline telefon handy mobil téléphone teléfono",
    ].flatMap((line) => line.split(" ")),
    otherContext: [
      ...thingWords,
      "iso",
      "rfc",
      "din",
      "patent",
      "section",
      "account",
      "policy",
      "id",
      "ssn",
      "npi",
      "mrn",
      "nhs",
      "routing",
    ],
    find: (text) => findMatches(text, candidate, (match) => scoreNumber(match, regions)),
  };
}

const packOf = (country: string): CountryPack | undefined =>
  Object.entries(countryPacks).find(([name]) => name === country)?.[1];

function scoreNumber(match: string, regions: readonly PhoneRegion[]): number {
  const number = match.replace(extension, "");
  if (neverNumbers.test(number)) return 0;
  const likeness = likenessOf(number, number.startsWith("+") ? [undefined] : regions);
  if (likeness === "none") return 0;
  if (number.startsWith("+")) return likeness === "valid" ? 0.9 : 0.7;
  return otherForms.test(number) ? 0.1 : scoreForm(match, likeness === "valid");
}

/** Returns whether a number is valid in a region, has as many digits as those of one, or neither. */
function likenessOf(number: string, regions: readonly (PhoneRegion | undefined)[]): "valid" | "possible" | "none" {
  let likeness: "possible" | "none" = "none";
  for (const region of regions) {
    const parsed = parsePhoneNumber(number, { extract: false, ...defined({ defaultCountry: region }) });
    if (parsed?.isValid()) return "valid";
    if (parsed?.isPossible()) likeness = "possible";
  }
  return likeness;
}

/** Returns the certainty of a number without a sign, which has as many digits as one of the regions' numbers. */
function scoreForm(match: string, isValid: boolean): number {
  if (northAmerican.test(match)) return isValid ? 0.75 : 0.5;
  if (!isValid) return 0.15;
  const groups = match.match(/\d+/g)?.length ?? 0;
  if (/^\(?0\d/.test(match) && groups > 1) return 0.6;
  return groups > 2 ? 0.3 : 0.2;
}
