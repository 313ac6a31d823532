import { createHmac } from "node:crypto";
import type { Recogniser } from "../../matching/personal-data/recogniser.ts";

/** Makes up values that stand for others. */
export interface Surrogates {
  /**
   * Returns the value that stands for another: always the same for the same value, of the same form where there is one.
   */
  surrogateOf(type: string, value: string): string;
}

const consonants = Array.from("bdfgklmnprstvz");
const vowels = Array.from("aeiou");
const MAX_TRIES = 50;

/** Chooses whole numbers below a bound, the same for the same seed, kind and value. */
type Choose = (bound: number) => number;

/**
 * Creates surrogates. They are nobody's: names are made of syllables, telephone numbers end in 555-01 and two digits,
 * addresses are of example.com and of networks for documentation, and numbers with check digits have wrong ones.
 *
 * @param seed         secret of the patient or vault. Anyone who knows it can try values until one matches
 * @param recognisers  a surrogate that one of them takes for real is made again
 */
export function createSurrogates(seed: string, recognisers: readonly Recogniser[]): Surrogates {
  const chooserOf = (type: string, value: string): Choose => {
    let count = 0;
    return (bound) => {
      const text = `${type}\n${value.toLowerCase().normalize("NFC").replace(/\s+/g, " ")}\n${count++}`;
      return createHmac("sha256", seed).update(text).digest().readUInt32BE() % bound;
    };
  };
  return {
    surrogateOf(type, value) {
      const make = makers.get(type);
      if (make !== undefined) return make(value, chooserOf(type, value), (kind, part) => chooserOf(kind, part));
      return makeNumber(
        value,
        chooserOf(type, value),
        recognisers.find((recogniser) => recogniser.type === type),
      );
    },
  };
}

/** Makes up a value from another, what chooses for it, and what chooses for a part of it. */
type Maker = (value: string, choose: Choose, chooserOf: (type: string, part: string) => Choose) => string;

const makers: ReadonlyMap<string, Maker> = new Map<string, Maker>([
  ["PERSON", (value, _, chooserOf) => replaceWords(value, chooserOf)],
  ["GPE", (value, _, chooserOf) => replaceWords(value, chooserOf)],
  ["ORGANIZATION", (value, _, chooserOf) => replaceWords(value, chooserOf)],
  ["STREET_ADDRESS", (value, choose, chooserOf) => replaceDigits(replaceWords(value, chooserOf), choose)],
  ["EMAIL_ADDRESS", (_, choose) => `${makeWord(choose).toLowerCase()}${choose(1000)}@example.com`],
  ["URL", (_, choose) => `https://example.com/${makeWord(choose).toLowerCase()}${choose(1000)}`],
  [
    "IP_ADDRESS",
    (value, choose) => (value.includes(":") ? `2001:db8::${choose(65_536).toString(16)}` : `192.0.2.${choose(256)}`),
  ],
  ["PHONE_NUMBER", makePhone],
  ["US_SSN", (value, choose) => fillDigits(value, `000${digitsOf(choose, 6)}`)],
  [
    "IBAN_CODE",
    (value, choose) =>
      value.slice(0, 2) +
      replaceDigits(value.slice(2), choose).replace(/\d\D?\d/, (check) => check.replace(/\d/g, "0")),
  ],
]);

/**
 * Each word has its own surrogate, so that a whole name and a part of it fit together. Initials
 * and capitals stay as they are.
 */
function replaceWords(value: string, chooserOf: (type: string, part: string) => Choose): string {
  return value.replace(/\p{L}[\p{L}\p{M}]{0,1000}/gu, (word) => {
    const choose = chooserOf("WORD", word);
    if (word.length === 1) return String.fromCharCode(65 + choose(26));
    const made = makeWord(choose);
    if (word === word.toUpperCase()) return made.toUpperCase();
    return word === word.toLowerCase() ? made.toLowerCase() : made;
  });
}

function makeWord(choose: Choose): string {
  const count = 2 + choose(2);
  const syllables = Array.from({ length: count }, () => pick(consonants, choose) + pick(vowels, choose));
  const word = syllables.join("") + pick(["", "n", "r", "s", "l"], choose);
  return word.charAt(0).toUpperCase() + word.slice(1);
}

const pick = (list: readonly string[], choose: Choose): string => list[choose(list.length)] ?? "";
const digitsOf = (choose: Choose, count: number): string => Array.from({ length: count }, () => choose(10)).join("");

/**
 * Keeps the marks of a number of North America, whose exchange 555 and numbers from 0100 to 0199 are for stories only.
 */
function makePhone(value: string, choose: Choose): string {
  const made = `${2 + choose(8)}${digitsOf(choose, 2)}55501${digitsOf(choose, 2)}`;
  const count = value.match(/\d/g)?.length ?? 0;
  if (count === 10) return fillDigits(value, made);
  if (count === 11 && /^\+?1/.test(value)) return fillDigits(value, `1${made}`);
  return `${made.slice(0, 3)}-${made.slice(3, 6)}-${made.slice(6)}`;
}

/** Puts digits in the places of others. */
function fillDigits(value: string, digits: string): string {
  let at = 0;
  return value.replace(/\d/g, () => digits.charAt(at++));
}

const replaceDigits = (value: string, choose: Choose): string => value.replace(/\d/g, () => String(choose(10)));

const replaceCharacters = (value: string, choose: Choose): string =>
  replaceDigits(value, choose).replace(/[A-Za-z]/g, (letter) => {
    const made = String.fromCharCode(65 + choose(26));
    return letter === letter.toLowerCase() ? made.toLowerCase() : made;
  });

/** Makes up a number of the same form until its recogniser does not take it for a real one. */
function makeNumber(value: string, choose: Choose, recogniser: Recogniser | undefined): string {
  let made = replaceCharacters(value, choose);
  for (let tries = 0; tries < MAX_TRIES && (made === value || isTaken(made, recogniser)); tries++)
    made = replaceCharacters(value, choose);
  return made;
}

const isTaken = (value: string, recogniser: Recogniser | undefined): boolean =>
  recogniser !== undefined && [...recogniser.find(value)].length > 0;
