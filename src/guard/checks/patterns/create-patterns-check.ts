import type { Guard } from "../../guard.ts";
import { createPhraseMatcher } from "../../matching/match-phrases.ts";
import { type Finding, mergeFindings } from "../../matching/merge-findings.ts";
import { compileExpression, type FindExpression } from "./linear-expression.ts";

/** One way to write what a recogniser finds. */
export interface PatternRule {
  /** Name in verdicts. */
  readonly name: string;
  /** Expression of RE2, which ignores case. */
  readonly regex: string;
  /** Certainty by the form alone, from 0 to 1. */
  readonly score: number;
}

/** Finds one kind of data by patterns and by a list. */
export interface PatternRecogniser {
  /** Type of the places, such as `EMPLOYEE_NUMBER`. */
  readonly type: string;
  readonly patterns?: readonly PatternRule[];
  /** Words that are found wherever they stand whole, with the score 1. */
  readonly denyList?: readonly string[];
  /** Words that raise the score of a pattern if they stand a few words before it. */
  readonly context?: readonly string[];
}

export interface PatternsOptions {
  readonly recognisers: readonly PatternRecogniser[];
}

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
 * Creates the guard `patterns`: data of your own kinds, such as the numbers of employees, by expressions that run in linear time.
 *
 * @throws {InvalidSettingsError} for an expression that RE2 does not have
 * @see https://microsoft.github.io/presidio/analyzer/adding_recognizers/
 */
export function createPatternsCheck({ recognisers }: PatternsOptions): Guard {
  const ready = recognisers.map(({ type, patterns = [], denyList = [], context = [] }): ReadyRecogniser => {
    return {
      type,
      patterns: patterns.map(({ name, regex, score }) => ({ name, score, find: compileExpression(regex) })),
      findListed: createPhraseMatcher(denyList),
      context: context.map((word) => word.toLowerCase()),
    };
  });
  return {
    id: "patterns",
    version: "1",
    cost: "rules",
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
