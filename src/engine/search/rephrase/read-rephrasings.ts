/** Maximum length of a phrasing, in UTF-16 code units. */
const MAX_CHARACTERS = 300;
const MARK = /^\s*(?:[-*•–]|\(?\d{1,2}[.):](?!\d)|(?:question|rephrasing|query)\s*(?:\d{1,2}\s*)?:)\s*/iu;
const QUOTES = /^["'“”„«‘]+|(?<!["'“”»’])["'“”»’]+$/gu;

/**
 * Reads the phrasings that a model wrote, one on each line. Skips fragments, and phrasings that repeat the question or
 * each other. Removes list marks and quotation marks around them.
 *
 * @returns  at most `count`, in the order of the text
 */
export function readRephrasings(text: string, question: string, count: number): readonly string[] {
  const seen = new Set([folded(question)]);
  const phrasings: string[] = [];
  for (const line of text.split("\n")) {
    if (phrasings.length >= count) break;
    const phrasing = line.replace(MARK, "").trim().replace(QUOTES, "").trim();
    const isUsable =
      phrasing.length <= MAX_CHARACTERS &&
      (phrasing.match(/[\p{L}\p{N}]+/gu) ?? []).length >= 2 &&
      !/[{}<>[\]\\]|:$/u.test(phrasing);
    if (!isUsable || seen.has(folded(phrasing))) continue;
    seen.add(folded(phrasing));
    phrasings.push(phrasing);
  }
  return phrasings;
}

function folded(text: string): string {
  return (
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).join(" ");
}
