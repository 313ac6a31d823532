import type { ReceiptWarning } from "../../../core/index.ts";
import { isGeneralWord } from "../../text/index.ts";
import type { PageContent } from "./read-pdf-page.ts";
import type { Run } from "./read-pdf-runs.ts";

/** Ligatures that some programs write under the code of another letter. */
const LIGATURES = ["ti", "tt", "ft", "fi", "fl", "ff", "ffi", "ffl", "tti"];
/** A capital letter or a character without a name, after a small letter. */
const SUSPECT = /(?<=[a-z])[A-Z\uFFFD\uE000-\uF8FF]/gu;
const WORD = /[A-Za-z\uFFFD\uE000-\uF8FF]{3,40}/gu;
const ENDING = /(?:s|d|ed|er|ing|ly|al)$/;
/** Minimum number of different words that a ligature must complete. */
const MIN_WORDS = 3;
/** Minimum share of the words with a suspect letter that the ligature completes. */
const MIN_SHARE = 0.5;
/** Maximum number of different words of one font and letter that are looked at. */
const MAX_WORDS = 500;

/** Ligatures by the letters that a font names them as. */
type Ligatures = ReadonlyMap<string, string>;

/** Runs without white space between them, such as the parts of a word, with their text. */
interface Chain {
  readonly runs: readonly Run[];
  readonly text: string;
}

/**
 * Repairs ligatures that a font names as another letter, as in "expiraDon" and "SoHware". A letter of a font stands for
 * a ligature if this turns at least half of the words with it, and three different ones, into common English words.
 *
 * @returns  the pages, and a warning with the number of repaired words
 */
export function repairLigatures(pages: readonly PageContent[]): {
  readonly pages: readonly PageContent[];
  readonly warnings: readonly ReceiptWarning[];
} {
  const chains = pages.flatMap(({ runs }) => chainRuns(runs));
  const ligatures = findLigatures(chains);
  if (ligatures.size === 0) return { pages, warnings: [] };

  const repaired = new Map<Run, Run>();
  const words: string[] = [];
  for (const chain of chains) {
    const places = findPlaces(chain, ligatures, words);
    let start = 0;
    for (const run of chain.runs) {
      const text = Array.from(
        { length: run.text.length },
        (_, at) => places.get(start + at) ?? run.text.charAt(at),
      ).join("");
      if (text !== run.text) repaired.set(run, { ...run, text });
      start += run.text.length;
    }
  }

  if (words.length === 0) return { pages, warnings: [] };
  const count = words.length === 1 ? "1 word was" : `${words.length} words were`;
  const message = `The file's fonts name ligatures as other letters. ${count} repaired by a list of English words, such as ${words[0]}.`;
  return {
    pages: pages.map((page) => replaceRuns(page, repaired)),
    warnings: [{ code: "ligatures-repaired", message }],
  };
}

function chainRuns(runs: readonly Run[]): readonly Chain[] {
  const chains: Run[][] = [];
  for (const run of runs) {
    const last = chains.at(-1);
    if (last !== undefined && !run.isSpaced && run.kind === undefined && last[0]?.kind === undefined) last.push(run);
    else chains.push([run]);
  }
  return chains.map((parts) => ({ runs: parts, text: parts.map(({ text }) => text).join("") }));
}

/** Returns the font of a character of a chain. */
function fontAt({ runs }: Chain, position: number): string {
  let start = 0;
  for (const { text, font } of runs) {
    start += text.length;
    if (position < start) return font ?? "";
  }
  return "";
}

/** Returns the ligatures of each font that has some. */
function findLigatures(chains: readonly Chain[]): ReadonlyMap<string, Ligatures> {
  const found = new Map<string, Map<string, string>>();
  for (const [font, letters] of collectSuspects(chains)) {
    for (const [letter, words] of letters) {
      const ligature = chooseLigature(letter, [...words]);
      if (ligature !== undefined) found.set(font, (found.get(font) ?? new Map()).set(letter, ligature));
    }
  }
  return found;
}

/** Collects the words with a suspect letter, by the font and the letter. */
function collectSuspects(chains: readonly Chain[]): ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>> {
  const suspects = new Map<string, Map<string, Set<string>>>();
  const note = (font: string, letter: string, word: string) => {
    const ofFont = suspects.get(font) ?? new Map<string, Set<string>>();
    const words = ofFont.get(letter) ?? new Set();
    if (words.size < MAX_WORDS) words.add(word);
    suspects.set(font, ofFont.set(letter, words));
  };
  for (const chain of chains) {
    for (const { 0: word, index } of chain.text.matchAll(WORD)) {
      for (const { 0: letter, index: at } of word.matchAll(SUSPECT)) note(fontAt(chain, index + at), letter, word);
    }
  }
  return suspects;
}

function chooseLigature(letter: string, words: readonly string[]): string | undefined {
  let best: string | undefined;
  let most = Math.max(MIN_WORDS, Math.ceil(words.length * MIN_SHARE)) - 1;
  for (const ligature of LIGATURES) {
    const completed = words.filter((word) => isKnown(replaceInside(word, letter, ligature))).length;
    if (completed > most) [best, most] = [ligature, completed];
  }
  return best;
}

/** Finds the letters of a chain that stand for ligatures, by their position. Adds what was repaired to `words`. */
function findPlaces(
  chain: Chain,
  ligatures: ReadonlyMap<string, Ligatures>,
  words: string[],
): ReadonlyMap<number, string> {
  const places = new Map<number, string>();
  for (const { 0: word, index } of chain.text.matchAll(WORD)) {
    const letters = [...word].map((letter, at) => {
      const ligature = ligatures.get(fontAt(chain, index + at))?.get(letter);
      return ligature !== undefined && isLigature(word, at, ligature) ? ligature : letter;
    });
    const whole = letters.join("");
    if (whole === word) continue;
    words.push(`“${word}” as “${whole}”`);
    for (const [at, text] of letters.entries()) places.set(index + at, text);
  }
  return places;
}

/** Tests a letter that may stand for a ligature. It does not in a name (`McDonald`) or in two words (`myDocument`). */
function isLigature(word: string, at: number, ligature: string): boolean {
  const letter = word.charAt(at);
  if (at === 0) return !isKnown(word) && isKnown(ligature + replaceInside(word.slice(1), letter, ligature));
  const inside = replaceInside(word, letter, ligature);
  if (inside === word) return false;
  return isKnown(inside) || !(/^[A-Z]/.test(word) || isKnown(word.slice(at)));
}

/** Replaces a letter that follows a small one, or the capital at the beginning (`AMorney`). */
function replaceInside(word: string, letter: string, ligature: string): string {
  return word.replaceAll(new RegExp(`(?<=[a-z])${letter}|(?<=^[A-Z])${letter}(?=[a-z])`, "gu"), ligature);
}

function isKnown(word: string): boolean {
  const lower = word.toLowerCase();
  return isGeneralWord(lower) || isGeneralWord(lower.replace(ENDING, ""));
}

/** Replaces runs of a page wherever they are. */
function replaceRuns(page: PageContent, repaired: ReadonlyMap<Run, Run>): PageContent {
  const replace = (run: Run) => repaired.get(run) ?? run;
  return {
    ...page,
    runs: page.runs.map(replace),
    grids: page.grids.map((grid) => ({
      ...grid,
      runs: new Set(Array.from(grid.runs, replace)),
      table: {
        ...grid.table,
        rows: grid.table.rows.map((row) => ({
          ...row,
          cells: row.cells.map((lines) => lines.map((line) => ({ ...line, runs: line.runs.map(replace) }))),
        })),
      },
    })),
  };
}
