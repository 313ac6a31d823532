import validator from "validator";
import { isNhsNumber, isVehicleNumber } from "../check-digits.ts";
import { findCodes } from "../find-codes.ts";
import { findMatches } from "../find-matches.ts";
import { type Recogniser, thingWords } from "../recogniser.ts";

/** NHS numbers of the United Kingdom. */
export const nhsNumber: Recogniser = {
  type: "UK_NHS",
  countries: ["gb"],
  context: ["nhs", "patient", "health"],
  otherContext: [...thingWords, "phone", "tel", "telephone", "mobile", "fax"],
  find: (text) =>
    findMatches(text, /(?<![\p{L}\p{N}-])\d{3}([ -]?)\d{3}\1\d{4}(?![\p{L}\p{N}-])/gu, (match) =>
      isNhsNumber(match.replace(/\D/g, "")) ? 0.45 : 0,
    ),
};

/** Aadhaar numbers of India: twelve digits that do not begin with 0 or 1, with a check digit after Verhoeff (UIDAI). */
export const aadhaar: Recogniser = {
  type: "IN_AADHAAR",
  countries: ["in"],
  context: ["aadhaar", "aadhar", "uidai", "uid"],
  otherContext: thingWords,
  find: (text) =>
    findMatches(text, /(?<![\p{L}\p{N}-])[2-9]\d{3}([ -]?)\d{4}\1\d{4}(?![\p{L}\p{N}-])(?! ?\d)/gu, (match) =>
      validator.isIdentityCard(match.replace(/\D/g, ""), "IN") ? 0.5 : 0,
    ),
};

/** Vehicle identification numbers with a right check digit. */
export const vehicleNumber: Recogniser = {
  type: "VIN",
  context: ["vin", "vehicle", "chassis", "car"],
  otherContext: [],
  find: (text) =>
    findCodes(text, /(?<![\p{L}\p{N}])[A-HJ-NPR-Za-hj-npr-z0-9]{17}(?![\p{L}\p{N}])/gu, (match) =>
      /[A-Za-z]/.test(match) && /\d/.test(match) && isVehicleNumber(match) ? 0.7 : 0,
    ),
};

const passport = /(?<![\p{L}\p{N}-])(?:[A-Z]{1,2}\d{6,8}|[CFGHJK][CFGHJKLMNPRTVWXYZ0-9]{8}|\d{9})(?![\p{L}\p{N}-])/gu;
/** Part of each passport number. A search for it takes a fraction of the time. */
const passportPart = /[A-Z]\d{6}|[CFGHJKLMNPRTVWXYZ0-9]{9}/;

/** Passport numbers: forms of many countries, which a word must name. */
export const passportNumber: Recogniser = {
  type: "PASSPORT",
  context: ["passport", "passeport", "reisepass", "pasaporte"],
  otherContext: thingWords,
  find: (text) => (passportPart.test(text) ? findMatches(text, passport, 0.2) : []),
};

/** Numbers of medical records and patients, which a word must name. */
export const medicalRecordNumber: Recogniser = {
  type: "MEDICAL_RECORD_NUMBER",
  context: [
    "mrn",
    "medical record",
    "patient id",
    "patient number",
    "patient no",
    "chart",
    "record number",
    "record no",
  ],
  otherContext: ["invoice", "order", "ticket"],
  find: (text) =>
    findCodes(
      text,
      /(?<![\p{L}\p{N}-])(?=[A-Za-z-]{0,5}\d)[A-Za-z0-9][A-Za-z0-9-]{4,14}(?![\p{L}\p{N}-])/gu,
      (match) => ((match.match(/\d/g)?.length ?? 0) >= 4 && !/^\d{4}-\d{2}-\d{2}$/.test(match) ? 0.15 : 0),
    ),
};
