import type { SynonymRule } from "../core/index.ts";

const hasWord = /[\p{L}\p{N}]/u;
const unescapedComma = /(?<!\\),/;
const unescapedArrow = /(?<!\\)=>/;

/** The rules, or the problem of the list as the rest of a sentence. */
type ReadSynonyms = { readonly rules: readonly SynonymRule[] } | { readonly problem: string };

/**
 * Parses synonyms in Solr's format, one rule per line. `heart attack, myocardial infarction` works in both directions.
 * With `ECG => electrocardiogram`, a search for ECG also finds electrocardiogram, but not the reverse. Blank lines and
 * lines that begin with `#` are ignored. `\,` and `\=>` are a literal comma and arrow.
 */
export function parseSynonyms(text: string): ReadSynonyms {
  const rules: SynonymRule[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "" || line.trimStart().startsWith("#")) continue;
    const rule = parseRule(line);
    if (typeof rule === "string") return { problem: `is wrong in line ${index + 1}: ${rule}` };
    rules.push(rule);
  }
  return { rules };
}

/** Parses a rule. Returns the problem as text if the rule is invalid. */
function parseRule(line: string): SynonymRule | string {
  const sides = line.split(unescapedArrow).map((side) => side.split(unescapedComma).map(readEntry));
  if (sides.flat().some((words) => !hasWord.test(words))) return "an entry has no word";
  const [from = [], to, ...more] = sides;
  if (more.length > 0) return "it has more than one =>";
  if (to === undefined && from.length < 2) return "it has one entry; separate two by a comma or =>";
  return { from, to: to ?? from };
}

function readEntry(words: string): string {
  return words.replace(/\\(,|=>|\\)/g, "$1").trim();
}
