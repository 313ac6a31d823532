/** A string, a quoted sheet name, or a reference to a cell that is not a part of a name. */
const PART = /"(?:[^"]|""){0,10000}"|'(?:[^']|''){0,1000}'|(?<![\w.])(\$?)([A-Z]{1,3})(\$?)(\d{1,7})(?![\w(.])/g;

/**
 * Writes a formula's references as distances from its cell, so that a formula that was filled down is the same in every
 * row: `B2*C2` in D2 and `B3*C3` in D3 both give `R[0]C[-2]*R[0]C[-1]`.
 */
export function relativeFormula(formula: string, row: number, column: number): string {
  return formula.replace(PART, (part: string, ...groups: readonly (string | undefined)[]) => {
    const [columnLock, letters, rowLock, digits] = groups;
    if (letters === undefined || digits === undefined) return part;
    const referredColumn = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
    const toRow = rowLock === "$" ? `R${digits}` : `R[${Number(digits) - row}]`;
    const toColumn = columnLock === "$" ? `C${letters}` : `C[${referredColumn - column}]`;
    return toRow + toColumn;
  });
}
