import type { Span } from "../../../core/index.ts";
import type { Token } from "./read-tokens.ts";

/** Maximum number of tokens in one unit; longer sentences are cut. */
const MAX_UNIT_TOKENS = 48;

/** A range of tokens, `[start, end)`. */
export type TokenRange = Span;

/**
 * Returns the parts of a text that a model reads, as ranges of its tokens: each sentence or line, each two that follow
 * each other, and the whole text. A command among harmless sentences thus stands out.
 */
export function splitWindows(text: string, tokens: readonly Token[]): readonly TokenRange[] {
  const units = splitUnits(text, tokens);
  if (units.length < 2) return units;
  const pairs = units.slice(1).map(({ end }, index) => ({ start: units[index]?.start ?? 0, end }));
  const whole = { start: 0, end: tokens.length };
  return units.length === 2 ? [...units, whole] : [...units, ...pairs, whole];
}

function splitUnits(text: string, tokens: readonly Token[]): readonly TokenRange[] {
  const units: TokenRange[] = [];
  let start = 0;
  for (const [index, token] of tokens.entries()) {
    const isLast = index === tokens.length - 1;
    const end = index + 1;
    if (!isLast && end - start < MAX_UNIT_TOKENS && !endsUnit(text, token, tokens[end])) continue;
    units.push({ start, end });
    start = end;
  }
  return units;
}

function endsUnit(text: string, token: Token, next: Token | undefined): boolean {
  const gap = text.slice(token.end, next?.start);
  if (gap.includes("\n")) return true;
  return gap !== "" && /[.!?。！？]/u.test(text.slice(token.start, token.end));
}
