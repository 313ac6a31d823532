import validator from "validator";
import { findCodes } from "../find-codes.ts";
import { findMatches } from "../find-matches.ts";
import { type Recogniser, thingWords } from "../recogniser.ts";

const taxWords = ["tax", "fiscal", "steuer", "steuernummer", "steuer-id", "idnr", "identifikationsnummer"];

/** Tax identification numbers of Germany: eleven digits with a check digit (ISO 7064). */
export const germanTaxId: Recogniser = {
  type: "DE_TAX_ID",
  countries: ["de"],
  context: taxWords,
  otherContext: thingWords,
  find: (text) =>
    findMatches(text, /(?<![\p{L}\p{N}-])[1-9]\d ?\d{3} ?\d{3} ?\d{3}(?![\p{L}\p{N}-])/gu, (match) =>
      validator.isTaxID(match.replaceAll(" ", ""), "de-DE") ? 0.4 : 0,
    ),
};

/** Social security numbers of France (NIR): 13 digits and a key modulo 97. */
export const frenchSocialSecurityNumber: Recogniser = {
  type: "FR_NIR",
  countries: ["fr"],
  context: ["nir", "insee", "sécurité", "sociale", "social", "security", "carte vitale"],
  otherContext: thingWords,
  find: (text) =>
    findMatches(
      text,
      /(?<![\p{L}\p{N}-])[1278] ?\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}(?![\p{L}\p{N}-])/gu,
      (match) => (hasKey97(match) ? 0.7 : 0),
    ),
};

function hasKey97(match: string): boolean {
  const code = match.replaceAll(" ", "").replace("2A", "19").replace("2B", "18");
  return code.length === 15 && 97n - (BigInt(code.slice(0, 13)) % 97n) === BigInt(code.slice(13));
}

/** Identity numbers of Spain: eight digits, or a letter and seven digits, and a check letter (NIF, NIE). */
export const spanishIdentityNumber: Recogniser = {
  type: "ES_NIF",
  countries: ["es"],
  context: ["nif", "nie", "dni", "identidad", "identity"],
  otherContext: thingWords,
  find: (text) =>
    findMatches(text, /(?<![\p{L}\p{N}-])(?:[XYZ]-?\d{7}|\d{8})-?[A-Z](?![\p{L}\p{N}-])/gu, (match) =>
      validator.isIdentityCard(match.replaceAll("-", ""), "ES") ? 0.7 : 0,
    ),
};

/** Fiscal codes of Italy: 16 letters and digits with a check letter. */
export const italianFiscalCode: Recogniser = {
  type: "IT_FISCAL_CODE",
  countries: ["it"],
  context: ["codice", "fiscale", "fiscal"],
  otherContext: thingWords,
  find: (text) =>
    findCodes(text, /(?<![\p{L}\p{N}])[A-Z]{6}\d{2}[A-EHLMPR-T]\d{2}[A-Z]\d{3}[A-Z](?![\p{L}\p{N}])/giu, (match) =>
      validator.isTaxID(match.toUpperCase(), "it-IT") ? 0.9 : 0,
    ),
};

/** Citizen service numbers of the Netherlands: nine digits that pass the test of eleven. A word must say what it is. */
export const dutchCitizenNumber: Recogniser = {
  type: "NL_BSN",
  countries: ["nl"],
  context: ["bsn", "burgerservicenummer", "sofinummer", "citizen service"],
  otherContext: thingWords,
  find: (text) =>
    findMatches(text, /(?<![\p{L}\p{N}-])\d{9}(?![\p{L}\p{N}-])/gu, (match) =>
      validator.isTaxID(match, "nl-NL") ? 0.2 : 0,
    ),
};

/** Personal numbers of Poland: eleven digits that hold a date and a check digit. */
export const polishPersonalNumber: Recogniser = {
  type: "PL_PESEL",
  countries: ["pl"],
  context: ["pesel"],
  otherContext: thingWords,
  find: (text) =>
    findMatches(text, /(?<![\p{L}\p{N}-])\d{11}(?![\p{L}\p{N}-])/gu, (match) =>
      validator.isIdentityCard(match, "PL") ? 0.4 : 0,
    ),
};
