/**
 * Whether a sentence is equal to the first of its cited texts joined in order, or a whole-word part of one of them, white
 * space aside; texts after those only point more exactly, such as the cells of a row.
 */
export function isQuote(sentence: string, evidence: readonly string[]): boolean {
  const claim = normalized(sentence);
  const texts = evidence.map(normalized);
  return texts.some((text) => quotes(text, claim)) || isJoined(texts, claim);
}

function normalized(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}

function isJoined(texts: readonly string[], claim: string): boolean {
  return texts.some((_, index) => texts.slice(0, index + 1).join(" ") === claim);
}

/** "9 mg" is no quote of "19 mg": the part may not begin or end within a word or number. */
function quotes(text: string, part: string): boolean {
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    if (!isWithinWord(text, at) && !isWithinWord(text, at + part.length)) return true;
  }
  return false;
}

function isWithinWord(text: string, offset: number): boolean {
  return /[\p{L}\p{N}][.,]?$/u.test(text.slice(0, offset)) && /^[\p{L}\p{N}]/u.test(text.slice(offset));
}
