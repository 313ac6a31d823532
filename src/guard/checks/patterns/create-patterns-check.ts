import { createPhraseMatcher } from "../../matching/match-phrases.ts";
import { type Finding, mergeFindings } from "../../matching/merge-findings.ts";
import type { Measure } from "../define-guard.ts";
import { compileExpression, type FindExpression } from "./linear-expression.ts";
import type { PatternRecogniser } from "./pattern-recogniser.ts";

/** Presidio adds .35 for context, and gives at least .4. */
const CONTEXT_GAIN = 0.35;
const MIN_WITH_CONTEXT = 0.4;
/** Number of words before a place, and of characters in which they are sought. */
const CONTEXT_WORDS = 5;
const CONTEXT_CHARACTERS = 120;

interface ReadyRecogniser {
  readonly type: string;
  readonly patterns: readonly { readonly name: string; readonly score: number; readonly find: FindExpression }[];
  readonly findListed: ReturnType<typeof createPhraseMatcher>;
  readonly context: readonly string[];
}

/**
 * Creates the guard `patterns`: kinds of data that you define, such as staff numbers, by
 * expressions that run in linear time.
 *
 * @throws {InvalidSettingsError} for an expression that RE2 does not have
 * @see https://microsoft.github.io/presidio/analyzer/adding_recognizers/
 */
export function createPatternsCheck(recognisers: readonly PatternRecogniser[]): Measure {
  const ready = recognisers.map(({ type, patterns, denyList, context }): ReadyRecogniser => {
    return {
      type,
      patterns: patterns.map(({ name, regex, score }) => ({ name, score, find: compileExpression(regex) })),
      findListed: createPhraseMatcher(denyList),
      context: context.map((word) => word.toLowerCase()),
    };
  });
  return {
    version: "1",
    threshold: 0.5,
    check: ({ views }) =>
      mergeFindings(
        views().flatMap((view) => ready.map((each) => ({ view, findings: findByRecogniser(view.text, each) }))),
      ),
  };
}

function* findByRecogniser(text: string, { type, patterns, findListed, context }: ReadyRecogniser): Iterable<Finding> {
  for (const { name, score, find } of patterns) {
    for (const span of find(text)) {
      const hasContext = context.length > 0 && standsBefore(text, span.start, context);
      const certainty = hasContext ? Math.min(1, Math.max(score + CONTEXT_GAIN, MIN_WITH_CONTEXT)) : score;
      if (certainty > 0) yield { ...span, type, evidence: name, score: certainty };
    }
  }
  for (const { start, end } of findListed(text)) yield { start, end, type, evidence: "deny-list", score: 1 };
}

function standsBefore(text: string, start: number, context: readonly string[]): boolean {
  const before = text.slice(Math.max(0, start - CONTEXT_CHARACTERS), start).toLowerCase();
  const words =
    before
      .match(/[\p{L}\p{N}]+/gu)
      ?.slice(-CONTEXT_WORDS)
      .join(" ") ?? "";
  return context.some((word) => words.includes(word));
}
