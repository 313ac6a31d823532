const OPERATOR_WORDS = ["and", "or", "in", "contains", "startsWith", "has"] as const;
/** Words that cannot begin a condition; `has` can, since documents may have a field of this name. */
const KEYWORDS: ReadonlySet<string> = new Set([
  "not",
  "exists",
  "true",
  "false",
  "date",
  "and",
  "or",
  "in",
  "contains",
  "startswith",
]);

/** Returns whether a word needs backticks to be a field's name. Letter case does not matter. */
export function isKeyword(word: string): boolean {
  return KEYWORDS.has(word.toLowerCase());
}

/** Returns the operator that a mistyped word probably means, at most two letters away; undefined if there is none. */
export function nearestWord(word: string): string | undefined {
  const ranked = OPERATOR_WORDS.map((operator) => ({
    operator,
    away: editDistance(word.toLowerCase(), operator.toLowerCase()),
  }));
  const nearest = ranked.sort((left, right) => left.away - right.away)[0];
  return nearest && nearest.away <= 2 && nearest.away < word.length ? nearest.operator : undefined;
}

/** Returns the number of letters to insert, delete or replace (Levenshtein). */
function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...left].entries()) {
    const next = [index + 1];
    for (const [column, other] of [...right].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
