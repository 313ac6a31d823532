const LONGEST = 300;
const MARK = /^\s*(?:[-*•–]|\(?\d{1,2}[.):](?!\d)|(?:question|rephrasing|query)\s*\d{0,2}\s*:)\s*/iu;
const QUOTES = /^["'“”„«‘]+|["'“”»’]+$/gu;

/**
 * The phrasings that a model has written, one a line: those that are whole, differ from the question and from each other, and
 * ask for something. Marks of lists and quotation marks around them are left out.
 *
 * @returns  at most `count`, in the order in which they were written
 */
export function readRephrasings(text: string, question: string, count: number): readonly string[] {
  const seen = new Set([folded(question)]);
  const found: string[] = [];
  for (const line of text.split("\n")) {
    if (found.length >= count) break;
    const own = line.replace(MARK, "").trim().replace(QUOTES, "").trim();
    const isUsable =
      own.length <= LONGEST && (own.match(/[\p{L}\p{N}]+/gu) ?? []).length >= 2 && !/[{}<>[\]\\]|:$/u.test(own);
    if (!isUsable || seen.has(folded(own))) continue;
    seen.add(folded(own));
    found.push(own);
  }
  return found;
}

function folded(text: string): string {
  return (
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).join(" ");
}
