import { describe, expect, it } from "vitest";
import { expressionsIn, growingLoops } from "./growing-loops.ts";
import { sourceFiles } from "./source-files.ts";

/**
 * Files of these rooms whose expressions read short texts only, and what they read. All other expressions read whole
 * documents.
 */
const shortTexts: Readonly<Record<string, string>> = {
  "src/engine/text/asks-for-silence.ts": "questions",
  "src/engine/text/create-analyzer.ts": "words from parts of a text",
  "src/engine/text/detect-language.ts": "samples of 1,000 characters",
  "src/engine/text/find-abbreviations.ts": "200 characters before and in brackets",
  "src/engine/text/find-identifiers.ts": "words of a sentence",
  "src/engine/text/find-names.ts": "words of a sentence",
  "src/engine/text/find-numbers.ts": "sentences and passages",
  "src/engine/text/fold-words.ts": "words from parts of a text",
  "src/engine/text/is-plainly-english.ts": "samples of 1,000 characters",
  "src/engine/text/is-prose.ts": "parts of a text",
  "src/engine/text/read-quantities.ts": "cells and questions",
  "src/engine/text/read-survey-question.ts": "questions",
  "src/engine/text/segment-words.ts": "parts of a text",
  "src/engine/text/sign-text.ts": "parts of a text",
  "src/engine/text/split-identifier.ts": "words from parts of a text",
  "src/engine/text/typical-words.ts": "words from parts of a text",
  "src/engine/text/word-pattern.ts": "words from parts of a text",
  "src/engine/text/written-words.ts": "parts of a text",
  "src/engine/formats/epub/read-package-document.ts": "addresses",
  "src/engine/formats/pdf/build-rows.ts": "pieces of a line of a page",
  "src/engine/formats/pdf/resolve-hyphen.ts": "lines of a page",
  "src/engine/formats/source-code/find-declared-name.ts": "the beginning of a block",
  "src/engine/formats/table/count-header-rows.ts": "cells of at most 80 characters",
  "src/engine/kernel/filter/filter-tokens.ts": "filters of requests",
  "src/engine/kernel/lexical/expand-words.ts": "words of a query",
  "src/engine/search/expand/match-abbreviations.ts": "queries and passages",
  "src/engine/search/find/quotation-marks.ts": "queries",
  "src/engine/search/find/read-name.ts": "queries",
  "src/engine/search/find/read-query.ts": "queries",
  "src/engine/search/find/split-query.ts": "queries",
  "src/engine/search/fold/is-near-equal.ts": "words of a passage",
  "src/engine/search/fold/read-words.ts": "queries, headings and passages",
  "src/engine/search/rephrase/read-rephrasings.ts": "replies of a language model",
  "src/guard/around/import/map-guardrail.ts": "settings",
  "src/guard/checks/exfiltration/exfiltration-guard.ts": "settings",
  "src/guard/checks/patterns/create-patterns-check.ts": "the context of a match",
  "src/guard/checks/secrets/token-forms.ts": "one token",
  "src/guard/matching/linear-model/read-tokens.ts": "one word",
  "src/guard/matching/match-phrases.ts": "settings",
  "src/guard/matching/required-literals.ts": "rules and settings",
  "src/engine/ingest/metadata/create-metadata-reader.ts": "addresses",
  "src/engine/ingest/metadata/parse-metadata-rule.ts": "rules of the settings",
  "src/library/add/add.ts": "paths and addresses",
  "src/library/calibrate/make-questions.ts": "sentences of a limited length",
  "src/library/proof/cut-excerpts.ts": "the text around a quote",
  "src/library/search/nearest-document.ts": "paths",
};

const rooms = ["formats", "ingest", "kernel", "search", "text"].map((room) => `src/engine/${room}`);
rooms.push("src/guard", "src/library");
const files = sourceFiles(rooms, [".ts"]).filter(({ path }) => !path.endsWith(".test.ts"));
const written = files.flatMap(({ path, text }) =>
  expressionsIn(path, text).map((expression) => ({ path, ...expression, loops: growingLoops(expression) })),
);

describe("regular expressions that read whole documents", () => {
  it("have no loop that keeps something for each character", () => {
    const growing = written.filter(({ path, loops }) => loops.length > 0 && shortTexts[path] === undefined);
    expect(growing.map(({ path, line, loops }) => `${path}:${line} ${loops.join(" ")}`)).toEqual([]);
  });

  it("are listed as readers of short texts only where they have such a loop", () => {
    const growing = new Set(written.flatMap(({ path, loops }) => (loops.length > 0 ? [path] : [])));
    // The pattern of a word reaches these files as a variable.
    for (const path of ["segment-words", "written-words"]) growing.add(`src/engine/text/${path}.ts`);
    expect(Object.keys(shortTexts).filter((path) => !growing.has(path))).toEqual([]);
  });
});

describe("the search for loops", () => {
  const loopsOf = (source: string) => expressionsIn("planted.ts", source).flatMap(growingLoops);

  it.each([
    [String.raw`/[\p{L}\p{N}]+/gu`, [String.raw`[\p{L}\p{N}]+`]],
    ["/(?:a|bc)*/", ["(?:a|bc)*"]],
    [String.raw`/a(\s{2,})b/v`, [String.raw`\s{2,}`]],
    [`new RegExp(String.raw\`\${run}+?\`, "u")`, ["(?:x)+?"]],
    [String.raw`/\n\s*\n[^\]+]*/g`, []],
    ["/(?:a|bc){0,100}[(*]+/", []],
    [String.raw`/\p{L}{1,64}\+/u`, []],
  ])("finds those of %s", (source, loops) => {
    expect(loopsOf(source)).toEqual(loops);
  });
});
