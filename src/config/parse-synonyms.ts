import type { SynonymRule } from "../core/index.ts";

const hasWord = /[\p{L}\p{N}]/u;
const unescapedComma = /(?<!\\),/;
const unescapedArrow = /(?<!\\)=>/;

/** The rules, or what is wrong with the list: the rest of a sentence that names it. */
type ReadSynonyms = { readonly rules: readonly SynonymRule[] } | { readonly problem: string };

/**
 * Reads a list of synonyms in Solr's form, a rule a line: `heart attack, myocardial infarction` stand for each other; who
 * asks for what is left of `ECG => electrocardiogram` is also shown what is right of it, and not the other way round. Blank
 * lines and those that begin with `#` are no rules; `\,` and `\=>` are a comma and an arrow.
 */
export function parseSynonyms(text: string): ReadSynonyms {
  const rules: SynonymRule[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "" || line.trimStart().startsWith("#")) continue;
    const rule = parseRule(line);
    if (typeof rule === "string") return { problem: `has a wrong line ${index + 1}: ${rule}` };
    rules.push(rule);
  }
  return { rules };
}

/** @returns the rule, or what is wrong with it */
function parseRule(line: string): SynonymRule | string {
  const sides = line.split(unescapedArrow).map((side) => side.split(unescapedComma).map(readEntry));
  if (sides.flat().some((words) => !hasWord.test(words))) return "between two commas, or beside one, there is no word";
  const [from = [], to, ...more] = sides;
  if (more.length > 0) return "it has more than one =>";
  if (to === undefined && from.length < 2) return "it has one entry; two are separated by a comma or by =>";
  return { from, to: to ?? from };
}

function readEntry(words: string): string {
  return words.replace(/\\(,|=>|\\)/g, "$1").trim();
}
