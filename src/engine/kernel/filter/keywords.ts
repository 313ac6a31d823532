const OPERATOR_WORDS = ["and", "or", "in", "contains", "startsWith"] as const;
const KEYWORDS = new Set(
  ["not", "exists", "true", "false", "date", ...OPERATOR_WORDS].map((word) => word.toLowerCase()),
);

/** Words that can not be a field's name without backticks, in any case of letters. */
export function isKeyword(word: string): boolean {
  return KEYWORDS.has(word.toLowerCase());
}

/** The operator that a mistyped word was probably meant to be: at most two letters away. */
export function nearestWord(word: string): string | undefined {
  const ranked = OPERATOR_WORDS.map((operator) => ({
    operator,
    away: editDistance(word.toLowerCase(), operator.toLowerCase()),
  }));
  const nearest = ranked.sort((left, right) => left.away - right.away)[0];
  return nearest && nearest.away <= 2 && nearest.away < word.length ? nearest.operator : undefined;
}

/** Insertions, deletions and replacements of one letter (Levenshtein). */
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
