import type { Statement } from "../statement.ts";

/** Of the lines around a statement. */
const AROUND_TOKENS = 30;

/** Neighbours in groups that fit a budget of tokens, each as full as it can be; one that is larger alone is a group of its own. */
export function packStatements(
  statements: readonly Statement[],
  budgetTokens: number,
  countTokens: (text: string) => number,
): readonly (readonly Statement[])[] {
  const groups: Statement[][] = [];
  let left = 0;
  for (const statement of statements) {
    const tokens = countTokens(statement.sentence.text) + AROUND_TOKENS;
    if (tokens > left || groups.length === 0) {
      groups.push([]);
      left = budgetTokens;
    }
    groups.at(-1)?.push(statement);
    left -= tokens;
  }
  return groups;
}
