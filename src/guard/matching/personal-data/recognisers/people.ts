import { findDates } from "../../../../engine/text/index.ts";
import { findMatches } from "../find-matches.ts";
import { type Candidate, type Recogniser, thingWords } from "../recogniser.ts";

const unitAfter =
  /(?<![\p{L}\p{N}.,$€£-])(?:1[01]\d|\d{1,2})(?=[ -]?(?:years?|yrs?|months?)[ -]?(?:old|of age)\b|[ -]?(?:y\/?o|yo)\b)/giu;
const wordBefore =
  /(?<=\b(?:age|aged|age[ds]? of|age:|turn|turns|turned|turning) )(?:1[01]\d|\d{1,2})(?![\p{L}\p{N}%]|[.,:/-]\p{N}| ?(?:degrees|percent|minutes|hours|pages|times))/giu;

/** Ages of people, which a word names. */
export const age: Recogniser = {
  type: "AGE",
  context: ["age", "born", "patient"],
  otherContext: [],
  *find(text) {
    yield* findMatches(text, unitAfter, 0.8);
    yield* findMatches(text, wordBefore, 0.7);
  },
};

const shortDate =
  /(?<![\p{L}\p{N}./$€£-])(?:0?[1-9]|[12]\d|3[01])([/.])(?:0?[1-9]|[12]\d|3[01])\1(?:\d{4}|\d{2})(?![\p{L}\p{N}]|[./-]\p{N})/gu;
const timeAfter = /[T ,]{0,2}(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![\p{L}\p{N}:])/uy;
const yearWord = /\b(?:in|since|during|until|till|from|before|after|by|of|spring|summer|autumn|winter|early|late) $/i;

/** Dates with their times. A year alone counts after a word such as "since". */
export const date: Recogniser = {
  type: "DATE_TIME",
  context: ["born", "birth", "dob", "date", "admitted", "discharged", "birthday", "died"],
  otherContext: [...thingWords, "section", "rfc", "iso", "din"],
  find: findDateCandidates,
};

function* findDateCandidates(text: string): Iterable<Candidate> {
  for (const { span } of findDates(text)) {
    const isYear = span.end - span.start === 4 && /^\d{4}$/.test(text.slice(span.start, span.end));
    const score =
      isYear && !yearWord.test(text.slice(Math.max(0, span.start - 12), span.start)) ? 0.2 : isYear ? 0.6 : 0.8;
    yield { span: { start: span.start, end: endWithTime(text, span.end) }, score };
  }
  for (const { span } of findMatches(text, shortDate, 0.7))
    yield { span: { start: span.start, end: endWithTime(text, span.end) }, score: 0.7 };
}

function endWithTime(text: string, end: number): number {
  timeAfter.lastIndex = end;
  return end + (timeAfter.exec(text)?.[0].length ?? 0);
}

/** Postal codes of the United States, which a word or a state must name. */
export const zipCode: Recogniser = {
  type: "ZIP_CODE",
  context: ["zip", "zip code", "zipcode", "postal code", "postcode", "post code", "plz"],
  otherContext: thingWords,
  *find(text) {
    yield* findMatches(text, /(?<![\p{L}\p{N}.,-])\d{5}(?:-\d{4})?(?![\p{L}\p{N}]|[.,-]\p{N})/gu, 0.2);
    yield* findMatches(text, /(?<=\bzip:? ?)\d{3,4}(?![\p{L}\p{N}]|[.,-]\p{N})/giu, 0.3);
  },
};

const licence = /(?<![\p{L}\p{N}-])[A-Za-z]{0,2}\d(?:[ -]?\d){5,13}(?![\p{L}\p{N}-])/gu;
/** Part of each number of a licence. A search for it takes a fraction of the time. */
const sixDigits = /\d(?:[ -]?\d){5}/;

/** Numbers of driving licences, which a word must name. */
export const driverLicence: Recogniser = {
  type: "US_DRIVER_LICENSE",
  countries: ["us"],
  context: [
    "driver's license",
    "drivers license",
    "driver license",
    "driving licence",
    "license number",
    "licence number",
    "dl",
  ],
  otherContext: thingWords,
  find: (text) => (sixDigits.test(text) ? findMatches(text, licence, 0.12) : []),
};
