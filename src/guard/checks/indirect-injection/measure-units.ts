import { findRuleMatches, type ScreenedRule, screenRules } from "../../matching/injection-rules/find-rule-matches.ts";
import type { HashedModel } from "../../matching/linear-model/read-linear-model.ts";
import { readTokens } from "../../matching/linear-model/read-tokens.ts";
import { createWindowScorer } from "../../matching/linear-model/score-windows.ts";
import { readUnits, type TextUnit } from "./read-units.ts";

/** A sentence, row or line with its feature values. */
export interface MeasuredUnit {
  readonly unit: TextUnit;
  readonly values: Readonly<Record<string, number>>;
}

/** Minimum number of letters in a unit that can be a command. */
const MIN_LETTERS = 16;
const letter = /\p{L}/gu;
const reader = /\b(?:you|your|yours|yourself)\b/i;
const answer =
  /\b(?:answers?|response|reply|replies|responses|output|summary|prompt|instructions?|assistant|chatbot|AI|LLM|language model|user)\b/i;
const cellMark = /[|\t]/g;
const sign = /[^\p{L}\p{N}\s]/gu;

/** Measures each unit of a document by its words and by how it differs from the others. */
export function measureUnits(
  model: Pick<HashedModel, "weights" | "scale" | "intercept">,
  text: string,
): readonly MeasuredUnit[] {
  const units = readUnits(text);
  const counts = countWords(units);
  const scoreWindow = createWindowScorer(model);
  const rules = screenRules(text);
  const sumOf = ({ text: part }: TextUnit) => {
    const tokens = readTokens(part);
    return scoreWindow(tokens, { start: 0, end: tokens.length });
  };
  return units
    .map((unit, index) => ({ unit, index }))
    .filter(({ unit }) => (unit.text.match(letter)?.length ?? 0) >= MIN_LETTERS)
    .map(({ unit, index }) => ({
      unit,
      values: { words: sumOf(unit), ...measureStyle(unit, rules), ...measurePlace(units, index, counts) },
    }));
}

function measureStyle({ text }: TextUnit, rules: readonly ScreenedRule[]) {
  return {
    reader: Number(reader.test(text)),
    answer: Number(answer.test(text)),
    question: Number(/\?["')\]]{0,3}$/.test(text.trimEnd())),
    ended: Number(/[.!?:]["')\]]{0,3}$/.test(text.trimEnd())),
    cells: Number((text.match(cellMark)?.length ?? 0) > 1),
    signs: (text.match(sign)?.length ?? 0) / text.length,
    length: Math.log2(text.length),
    rule: Number(findRuleMatches(text, rules).length > 0),
  };
}

/** Measures how strange a unit is among the others: a command to the assistant speaks of something else. */
function measurePlace(units: readonly TextUnit[], index: number, counts: ReadonlyMap<string, number>) {
  const { words } = units[index] ?? { words: new Set<string>() };
  const neighbours = [units[index - 1], units[index + 1]].filter((unit) => unit !== undefined);
  const known = [...words].filter((word) => (counts.get(word) ?? 0) > 1).length;
  const near = [...words].filter((word) => neighbours.some((unit) => unit.words.has(word))).length;
  const rows = neighbours.filter(({ text }) => (text.match(cellMark)?.length ?? 0) > 1).length;
  return {
    known: words.size === 0 ? 0 : known / words.size,
    near: words.size === 0 ? 0 : near / words.size,
    amongRows: neighbours.length === 0 ? 0 : rows / neighbours.length,
    first: Number(index === 0),
    last: Number(index === units.length - 1),
    units: Math.log2(units.length + 1),
  };
}

function countWords(units: readonly TextUnit[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { words } of units) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
