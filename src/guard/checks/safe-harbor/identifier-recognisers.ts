import { findCodes } from "../../matching/personal-data/find-codes.ts";
import { findMatches } from "../../matching/personal-data/find-matches.ts";
import type { Candidate, Recogniser } from "../../matching/personal-data/recogniser.ts";

/** A code of letters, digits and marks between them, with at least two digits. */
const code =
  /(?<![\p{L}\p{N}-])(?=[\p{L}-]{0,12}\d)[\p{L}\p{N}](?:[\p{L}\p{N}]|-(?=[\p{L}\p{N}])){3,29}(?![\p{L}\p{N}-])/gu;
const MIN_DIGITS = 2;

/** Creates a recogniser of codes that a word before them must name. */
function codesNamedBy(type: string, context: readonly string[]): Recogniser {
  return { type, context, otherContext: [], find: findNamedCodes };
}

const findNamedCodes = (text: string): Iterable<Candidate> => findCodes(text, code, scoreCode);

function scoreCode(match: string): number {
  return (match.match(/\d/g)?.length ?? 0) >= MIN_DIGITS && !/^\d{4}-\d{2}-\d{2}$/.test(match) ? 0.1 : 0;
}

/** A code that is hardly anything else than an identifier: many digits, alone or with letters. */
const longCode =
  /(?<![\p{L}\p{N}.,-])(?=[\p{L}-]{0,12}\d)[\p{L}\p{N}](?:[\p{L}\p{N}]|-(?=[\p{L}\p{N}])){5,39}(?![\p{L}\p{N}-])(?![.,]\p{N})/gu;
const MIN_LONG_DIGITS = 5;

const dataUri = /data:(?:image|audio|video)\/[\w.+-]{1,40};base64,[A-Za-z0-9+/=]{1,1000000}/gu;

const ageInWords =
  /\b(?:ninety(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|(?:one |a )?hundred(?: and (?:one|two|three|four|five|six|seven|eight|nine|ten))?)(?=[- ]years?[- ](?:old|of age))/giu;

/** A high age after a name, as in "Jane Doe, 92, was seen". Lower ones may stay. */
const highAgeAfterName = /(?<=\p{Lu}\p{L}{1,40}, )(?:9\d|1[01]\d)(?=[,.;)]| (?:was|is|has|had|died)\b)/gu;

/**
 * Recognisers of the identifiers of 45 CFR 164.514(b)(2)(i) that other guards do not look for: health plan, account,
 * certificate, licence, plate, device and biometric numbers, pictures, and any other identifying number or code.
 */
export const identifierRecognisers: readonly Recogniser[] = [
  codesNamedBy("HEALTH_PLAN_NUMBER", [
    "member id",
    "member no",
    "member number",
    "subscriber",
    "beneficiary",
    "policy",
    "group number",
    "group no",
    "plan number",
    "plan id",
    "insurance",
  ]),
  codesNamedBy("ACCOUNT_NUMBER", [
    "account",
    "acct",
    "a/c",
    "customer number",
    "customer no",
    "customer id",
    "billing",
  ]),
  codesNamedBy("LICENCE_NUMBER", ["license", "licence", "certificate", "cert", "registration", "permit"]),
  codesNamedBy("LICENSE_PLATE", ["plate", "plates", "license plate", "licence plate", "number plate", "tag number"]),
  codesNamedBy("DEVICE_NUMBER", [
    "serial",
    "serial no",
    "s/n",
    "sn",
    "device",
    "implant",
    "pacemaker",
    "imei",
    "udi",
    "model number",
    "lot",
  ]),
  codesNamedBy("BIOMETRIC_ID", ["fingerprint", "voiceprint", "retina", "iris scan", "biometric", "palm print"]),
  codesNamedBy("OTHER_ID", [
    "id",
    "identifier",
    "case number",
    "encounter",
    "accession",
    "specimen",
    "reference",
    "ref",
    "user",
    "username",
  ]),
  { type: "PICTURE", context: [], otherContext: [], find: (text) => findMatches(text, dataUri, 0.9) },
  { type: "AGE", context: [], otherContext: [], find: (text) => findMatches(text, ageInWords, 0.8) },
  { type: "AGE", context: [], otherContext: [], find: (text) => findMatches(text, highAgeAfterName, 0.7) },
  {
    type: "OTHER_ID",
    context: [],
    otherContext: [],
    find: (text) =>
      findCodes(text, longCode, (match) => ((match.match(/\d/g)?.length ?? 0) >= MIN_LONG_DIGITS ? 0.5 : 0)),
  },
];
