/**
 * Opening and closing quotation marks by language; the longer list of closing marks of `„` covers German and Polish.
 */
const pairs: readonly (readonly [string, string])[] = [
  ['"', '"'],
  ["“", "”"],
  ["„", "“”"],
  ["”", "”"],
  ["«", "»"],
  ["»", "«"],
  ["‹", "›"],
  ["›", "‹"],
];
const spaced = pairs.map(([open, close]) => `${open}[^${open}${close}\\n]+[${close}]`).join("|");

/** Source of the expression for a text in quotation marks of any language; the marks are one character each. */
export const quotationPattern = `(?:(?:${spaced})(?![\\p{L}\\p{N}\\p{M}"“”„])|「[^「」\\n]+」|『[^『』\\n]+』)`;

// Quotation marks count only outside words: in `5" and 6" pipes` they are inches. Those of
// Chinese and Japanese need no space.
const quotation = new RegExp(
  `(?<![\\p{L}\\p{N}\\p{M}"“”„])(?:${spaced})(?![\\p{L}\\p{N}\\p{M}"“”„])|「[^「」\\n]+」|『[^『』\\n]+』`,
  "gu",
);
const letterOrDigit = /[\p{L}\p{N}]/u;

/** Replaces each text in quotation marks that has a letter or digit, given without its marks. */
export function replaceQuotations(text: string, replace: (quoted: string) => string): string {
  return text.replace(quotation, (whole) => {
    const quoted = withoutMarks(whole);
    return letterOrDigit.test(quoted) ? replace(quoted) : whole;
  });
}

/** Returns the text between a pair of quotation marks. */
export function withoutMarks(quotation: string): string {
  return quotation.slice(1, -1).trim();
}
