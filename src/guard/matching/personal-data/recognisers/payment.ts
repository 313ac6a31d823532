import validator from "validator";
import { isRoutingNumber } from "../check-digits.ts";
import { findMatches } from "../find-matches.ts";
import { type Candidate, type Recogniser, thingWords } from "../recogniser.ts";

const cardRun = /(?<![\p{L}\p{N}+])(?<![\p{N}][.,-])\d(?:[ -]?\d){11,18}(?![\p{L}\p{N}])(?![.,-]\p{N})/gu;
/** Groups in which cards are printed. */
const cardGroups = new Set([
  "4-4-4-4",
  "4-6-5",
  "4-6-4",
  "4-4-4-4-3",
  "4-4-4-4-2",
  "4-4-4-4-1",
  "4-4-5",
  "6-13",
  "4-4-4",
]);

/** Payment cards of 12 to 19 digits by their first digit and check digit (ISO/IEC 7812). */
export const creditCard: Recogniser = {
  type: "CREDIT_CARD",
  context: [
    "card",
    "credit",
    "debit",
    "visa",
    "mastercard",
    "amex",
    "american express",
    "discover",
    "diners",
    "maestro",
    "cc",
  ],
  otherContext: thingWords,
  find: (text) => findMatches(text, cardRun, scoreCard),
};

function scoreCard(match: string): number {
  const digits = match.replace(/\D/g, "");
  if (/^(\d)\1+$/.test(digits) || !validator.isLuhnNumber(digits)) return 0;
  const groups = match.split(/[ -]/);
  const isPrinted = cardGroups.has(groups.map(({ length }) => length).join("-"));
  if (groups.length > 1) return isPrinted && new Set(match.match(/[ -]/g)).size === 1 ? 0.8 : 0.2;
  return isIssued(digits) ? 0.7 : 0.3;
}

/** Returns whether cards of this beginning and length are common. */
function isIssued(digits: string): boolean {
  return digits.length === 15 ? /^(?:3|1800|2131)/.test(digits) : digits.length > 12 && /^[2-6]/.test(digits);
}

const ibanStart = /(?<![\p{L}\p{N}])[A-Za-z]{2}[ .-]?\d[ .-]?\d(?=[ .-]?[\p{L}\p{N}])/gu;
const MAX_IBAN = 34;
const MIN_IBAN = 15;

/**
 * International bank account numbers in any case and spacing, by the length of their country and
 * their check digits (ISO 13616).
 */
export const iban: Recogniser = {
  type: "IBAN_CODE",
  context: ["iban", "account", "bank", "konto", "transfer"],
  otherContext: [],
  find: findIbans,
};

function* findIbans(text: string): Iterable<Candidate> {
  for (const { index } of text.matchAll(ibanStart)) {
    const end = endOfIban(text, index);
    if (end !== undefined) yield { span: { start: index, end }, score: 0.9 };
  }
}

/** Returns where the account number that starts at a place ends; undefined if there is none. */
function endOfIban(text: string, start: number): number | undefined {
  let code = "";
  for (let at = start; at < text.length && code.length < MAX_IBAN; at++) {
    const character = text.charAt(at);
    if (/[A-Za-z0-9]/.test(character)) code += character;
    else if (!/[ .\-\u00A0]/.test(character) || /[^A-Za-z0-9]/.test(text.charAt(at - 1))) return undefined;
    const isEnd = !/[\p{L}\p{N}]/u.test(text.charAt(at + 1));
    if (isEnd && code.length >= MIN_IBAN && validator.isIBAN(code.toUpperCase())) return at + 1;
  }
  return undefined;
}

/**
 * Routing numbers of banks in the United States. Many other numbers have nine digits, so a word must say what it is.
 */
export const routingNumber: Recogniser = {
  type: "US_BANK_ROUTING",
  countries: ["us"],
  context: ["routing", "aba", "bank", "wire", "ach", "rtn"],
  otherContext: thingWords,
  find: (text) =>
    findMatches(text, /(?<![\p{L}\p{N}-])\d{9}(?![\p{L}\p{N}-])/gu, (match) => (isRoutingNumber(match) ? 0.3 : 0)),
};
