import type { CheckInput, CheckResult } from "../../guard.ts";
import { findSharedRuns } from "../../matching/find-shared-runs.ts";
import { type Finding, mergeFindings } from "../../matching/merge-findings.ts";
import type { Measure } from "../define-guard.ts";

/** Number of words in a row that come from a document and not from chance. */
const RUN_WORDS = 6;
const RUN_SCORE = 0.9;
const TARGET_SCORE = 0.9;
/** Addresses of pages and people, and paths: what a call is sent to. */
const target =
  /(?<![\p{L}\p{N}])(?:[a-z][a-z0-9+.-]{1,20}:\/\/[^\s"'<>`\\]{1,100000}|[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,253}|(?:\.{0,2}\/|~\/)[\p{L}\p{N}._-]{1,1000}(?:\/[\p{L}\p{N}._-]{1,1000}){1,1000})/giu;
const finalMarks = /(?<![.,;:!?)\]}])[.,;:!?)\]}]+$/;

/**
 * Creates the guard `taint`: arguments of a tool that come from a document, and not from the caller. Anyone may
 * have written a document, so its author would decide what the tool does. Runs of at least six words count, and
 * addresses of pages, people and files.
 *
 * It throws where no evidence is known.
 */
export function createTaintCheck(): Measure {
  return { version: "1", threshold: 0.5, check };
}

function check({ views, context }: CheckInput): CheckResult {
  const { evidence, question = "" } = context ?? {};
  if (evidence === undefined) throw new Error("The guard needs the evidence.");
  const tainted = new Set(evidence.flatMap(targetsOf));
  for (const named of targetsOf(question)) tainted.delete(named);
  return mergeFindings(
    views().flatMap((view) => {
      const { spans } = findSharedRuns(view.text, { sources: evidence, length: RUN_WORDS, except: [question] });
      const runs = spans.map((span): Finding => {
        return { ...span, type: "DOCUMENT_TEXT", evidence: "shared-words", score: RUN_SCORE };
      });
      return [
        { view, findings: runs },
        { view, findings: findTargets(view.text, tainted) },
      ];
    }),
  );
}

function* findTargets(text: string, tainted: ReadonlySet<string>): Iterable<Finding> {
  for (const { 0: match, index: start } of text.matchAll(target)) {
    const named = match.replace(finalMarks, "");
    if (!tainted.has(named.toLowerCase())) continue;
    yield {
      start,
      end: start + named.length,
      type: "DOCUMENT_TARGET",
      evidence: "shared-address",
      score: TARGET_SCORE,
    };
  }
}

function targetsOf(text: string): readonly string[] {
  return Array.from(text.matchAll(target), ({ 0: match }) => match.replace(finalMarks, "").toLowerCase());
}
