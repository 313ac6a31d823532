import type { Statement } from "../statement.ts";

/**
 * At most `most` statements, with their order kept: the list is cut to parts of equal length, and each part keeps its best, so
 * that no part of a long document goes unheard.
 */
export function thinOut(statements: readonly Statement[], most: number): readonly Statement[] {
  if (statements.length <= most) return statements;
  const kept: Statement[] = [];
  for (let part = 0; part < most; part++) {
    const from = Math.floor((part * statements.length) / most);
    const to = Math.floor(((part + 1) * statements.length) / most);
    const [best] = statements.slice(from, to).sort((one, other) => other.prior - one.prior);
    if (best !== undefined) kept.push(best);
  }
  return kept;
}
