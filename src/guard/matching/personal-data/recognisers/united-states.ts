import validator from "validator";
import { isDeaNumber } from "../check-digits.ts";
import { findCodes } from "../find-codes.ts";
import { findMatches } from "../find-matches.ts";
import { type Recogniser, thingWords } from "../recogniser.ts";

const us = ["us"];
const groupedSsn = /(?<![\p{L}\p{N}-])(?<!\p{N}[.,])\d{3}([- .])\d{2}\1\d{4}(?![\p{L}\p{N}-])(?![.,]\p{N})/gu;
const plainSsn = /(?<![\p{L}\p{N}-])(?<!\p{N}[.,])\d{9}(?![\p{L}\p{N}-])(?![.,]\p{N})/gu;

/**
 * Social security numbers of the United States. Areas 000, 666 and 900 to 999 and zeros in a group are never given out.
 */
export const socialSecurityNumber: Recogniser = {
  type: "US_SSN",
  countries: us,
  context: ["ssn", "social", "security", "socials", "taxpayer", "ss#"],
  otherContext: [...thingWords, "phone", "extension", "account", "product", "code"],
  *find(text) {
    yield* findMatches(text, groupedSsn, (match) => (isSsn(match) ? (match.includes("-") ? 0.75 : 0.3) : 0));
    yield* findMatches(text, plainSsn, (match) => (isSsn(match) ? 0.2 : 0));
  },
};

/** Numbers that were printed on sample cards, and are nobody's. */
const sampleNumbers = new Set(["078051120", "219099999", "123456789"]);

function isSsn(match: string): boolean {
  const digits = match.replace(/\D/g, "");
  const isGiven = /^(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}$/.test(digits);
  return isGiven && !/^(\d)\1+$/.test(digits) && !sampleNumbers.has(digits);
}

/** National provider identifiers: ten digits with a check digit after the prefix 80840 (45 CFR 162.406). */
export const providerNumber: Recogniser = {
  type: "US_NPI",
  countries: us,
  context: ["npi", "provider", "prescriber", "physician"],
  otherContext: thingWords,
  find: (text) =>
    findMatches(text, /(?<![\p{L}\p{N}-])[12]\d{9}(?![\p{L}\p{N}-])/gu, (match) =>
      validator.isLuhnNumber(`80840${match}`) ? 0.35 : 0,
    ),
};

/** Registration numbers of the Drug Enforcement Administration. */
export const prescriberNumber: Recogniser = {
  type: "US_DEA",
  countries: us,
  context: ["dea", "prescriber", "registration", "controlled"],
  otherContext: thingWords,
  find: (text) =>
    findCodes(text, /(?<![\p{L}\p{N}])[A-Za-z][A-Za-z9]\d{7}(?![\p{L}\p{N}])/gu, (match) =>
      isDeaNumber(match) ? 0.6 : 0,
    ),
};

const mbi =
  /(?<![\p{L}\p{N}])[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y]{2}\d{2}(?![\p{L}\p{N}])/giu;

/** Medicare beneficiary identifiers: eleven characters without the letters S, L, O, I, B and Z (CMS). */
export const medicareNumber: Recogniser = {
  type: "US_MBI",
  countries: us,
  context: ["medicare", "mbi", "beneficiary"],
  otherContext: thingWords,
  find: (text) => findMatches(text, mbi, 0.7),
};
