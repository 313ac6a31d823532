import type { ExpectedKind } from "./profile-question.ts";

// Case-sensitive: "may" and "march" are not months.
const monthsAndDays =
  /\b(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|[Cc]entury|[Nn]oon|[Mm]idnight)\b/gu;
const dateNumbers = /\b\d{3,4}s?\b|\b\d{1,2}:\d{2}\b|\b\d{1,2}\s?(?:am|pm|a\.m\.|p\.m\.)(?!\p{L})/giu;
const numberWords =
  /\d+(?:[.,]\d+)*|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|half|third|quarter|dozen|once|twice|daily|weekly|monthly|yearly)\b/giu;
const amounts =
  /[€$£¥]\s?\d+(?:[.,]\d+)*|(?<!\d|\d[.,])\d+(?:[.,]\d+)*\s?(?:[€$£¥]|(?:(?:m|b|tr)illion\s)?(?:euros?|dollars?|pounds?|cents?|pence|francs?|yen|EUR|USD|GBP|CHF)\b)|\b(?:free of charge|without charge|for free|no (?:charge|fee|cost))\b/giu;
const midSentenceNames = /(?<=[^.!?\s]\s["“(]?)\p{Lu}[\p{L}\d.'’-]*/gu;
const leadingName = /^\p{Lu}[\p{L}.'’-]+(?= (?:of |de |the )?\p{Lu})/u;
const reasons =
  /\b(?:because|due to|since|in order to|so that|as a result|caus(?:e[ds]?|ing)|reasons?|therefore|led to|by \p{L}+ing|to avoid|for the purpose|thus|through|using)\b/iu;
const definitions =
  /\b(?:is|are|was|were|means?|refers? to|called|known as|defined as|consists? of)\b|\s[—–]\s|^[^.]{2,40}:\s/iu;

/**
 * Returns 1 if a sentence has a value of the expected kind that the question does not contain, 0 if it has none, and
 * 0.5 if the question expects no kind.
 */
export function matchesKind(sentence: string, expected: ExpectedKind, question: string): number {
  switch (expected) {
    case "date":
      return hasNew(sentence, [monthsAndDays, dateNumbers], question);
    case "amount":
      return hasNew(sentence, [amounts], question);
    case "number":
      return hasNew(sentence, [numberWords], question);
    case "name":
    case "place":
      return hasNew(sentence, [midSentenceNames, leadingName], question);
    case "reason":
      return reasons.test(sentence) ? 1 : 0;
    case "definition":
      return definitions.test(sentence) ? 1 : 0;
    case "none":
      return 0.5;
  }
}

function hasNew(sentence: string, patterns: readonly RegExp[], question: string): number {
  const lowerQuestion = question.toLowerCase();
  return patterns.some((pattern) =>
    sentence.match(pattern)?.some((match) => !lowerQuestion.includes(match.toLowerCase())),
  )
    ? 1
    : 0;
}
