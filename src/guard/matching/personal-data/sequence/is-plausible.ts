import { isNamePart } from "./gazetteers.ts";

/** Tokens of an entity, with their classes. */
export interface EntityTokens {
  readonly texts: readonly string[];
  readonly classes: Int32Array;
}

const MAX_NAME_TOKENS = 12;
const MAX_ADDRESS_TOKENS = 60;
const MAX_ZIP_TOKENS = 6;
const MAX_AGE = 120;
const phoneMark = /^[+()./x-]$/;
const amountMark = /^[$€£¥%=@—]$/;

/**
 * Returns whether an entity may be what the model takes it for, by its form alone. The model learned from sentences; in
 * tables and lists it takes amounts for telephone numbers and addresses.
 */
export function isPlausible(type: string, tokens: EntityTokens): boolean {
  switch (type) {
    case "PERSON":
      return isPlausibleName(tokens);
    case "PHONE_NUMBER":
      return isPlausiblePhone(tokens.texts);
    case "STREET_ADDRESS":
      return isPlausibleAddress(tokens.texts);
    case "AGE":
      return tokens.texts.every((token) => !isNumber(token) || Number(token) <= MAX_AGE);
    case "ZIP_CODE":
      return tokens.texts.length <= MAX_ZIP_TOKENS && tokens.texts.some(isNumber);
    case "GPE":
    case "ORGANIZATION":
    case "NRP":
      return (
        tokens.texts.length <= MAX_NAME_TOKENS && tokens.texts.some(hasLetters) && !tokens.texts.some(isAmountMark)
      );
    default:
      return true;
  }
}

const isNumber = (token: string): boolean => /^\p{Nd}/u.test(token);
const hasLetters = (token: string): boolean => /^\p{L}/u.test(token);
const isAmountMark = (token: string): boolean => amountMark.test(token);

/** A name has letters and no numbers, does not continue after a sentence, and in small letters it is in the gazetteers. */
function isPlausibleName({ texts, classes }: EntityTokens): boolean {
  if (texts.length > MAX_NAME_TOKENS || texts.some(isNumber) || texts.some(isAmountMark)) return false;
  const words = texts.filter(hasLetters);
  const isInSmallLetters = words.every((word) => word === word.toLowerCase());
  if (words.length === 0 || (isInSmallLetters && !texts.some((_, at) => isNamePart(classes[at] ?? 0)))) return false;
  return !texts.some((token, at) => token === "." && (texts[at - 1]?.length ?? 0) > 3 && at < texts.length - 1);
}

/** 7 to 15 digits and the marks of telephone numbers in one line, which are not a list of years. */
function isPlausiblePhone(texts: readonly string[]): boolean {
  const numbers = texts.filter(isNumber);
  const digits = numbers.join("").length;
  const isYears = numbers.every((number) => /^(?:19|20)\d\d$/.test(number));
  return digits >= 7 && digits <= 15 && !isYears && texts.every((token) => isNumber(token) || phoneMark.test(token));
}

/** Some letters or one number, and no amounts. */
function isPlausibleAddress(texts: readonly string[]): boolean {
  if (texts.length > MAX_ADDRESS_TOKENS || texts.some(isAmountMark)) return false;
  return texts.some(hasLetters) || (texts.length === 1 && texts.every((token) => token.length > 2));
}
