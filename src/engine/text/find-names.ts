import { append } from "../../core/index.ts";
import { segmentWords, type Word } from "./segment-words.ts";
import { splitSentences } from "./split-sentences.ts";

const capitalised = /^\p{Lu}/u;
const surelyName = /\p{Lu}.*\p{Lu}|\p{N}/u;
const betweenNames: ReadonlySet<string> = new Set(
  "of de da del der den di du la le van von bin ibn al the and for &".split(" "),
);
const joinable = /^(?:[ \u00a0\n]|\. )$/;
const neverNames: ReadonlySet<string> = new Set(["I", "I'm", "I've", "I'd", "I'll"]);

/**
 * Finds runs of capitalised words: `Marie Curie`, `Department of Health`, `Ludwig van Beethoven`. A single word at the
 * beginning of a sentence is a name only if it has a second capital or a digit, or is also capitalised inside a
 * sentence. Finds nothing in scripts without capitals.
 *
 * @returns in reading order, without overlap; `text.slice(span) === name.text`
 */
export function findNames(text: string): readonly Word[] {
  const starts = new Set(splitSentences(text).map((sentence) => sentence.start));
  const runs = nameRuns(text, starts);
  const inside = new Set(
    runs.flatMap((run) => run.filter((word) => !opens(text, word, starts)).map((word) => word.text)),
  );
  return runs
    .filter(([first, ...rest]) => {
      if (first === undefined) return false;
      return rest.length > 0 || !opens(text, first, starts) || surelyName.test(first.text) || inside.has(first.text);
    })
    .map((run) => joinWords(text, run));
}

function nameRuns(text: string, starts: ReadonlySet<number>): readonly (readonly Word[])[] {
  const runs: Word[][] = [];
  let run: Word[] = [];
  let pending: Word[] = [];
  for (const word of segmentWords(text)) {
    const touches = !starts.has(word.span.start) && isJoined(text, pending.at(-1) ?? run.at(-1), word);
    if (mayBeName(word)) {
      if (!touches) {
        run = [];
        pending = [];
        runs.push(run);
      }
      append(run, pending);
      run.push(word);
      pending = [];
    } else if (touches && betweenNames.has(word.text) && pending.length < 2) pending.push(word);
    else {
      run = [];
      pending = [];
    }
  }
  return runs;
}

function isJoined(text: string, last: Word | undefined, word: Word): boolean {
  return last !== undefined && joinable.test(text.slice(last.span.end, word.span.start));
}

function mayBeName({ text }: Word): boolean {
  return capitalised.test(text) && !neverNames.has(text);
}

/** Returns whether a sentence begins with the word, after at most quotation marks and brackets. */
function opens(text: string, word: Word, starts: ReadonlySet<number>): boolean {
  let start = word.span.start;
  while (start > 0 && !starts.has(start) && /["'“‘«([#*\s-]/.test(text.charAt(start - 1))) start--;
  return starts.has(start);
}

function joinWords(text: string, run: readonly Word[]): Word {
  const start = run[0]?.span.start ?? 0;
  const end = run.at(-1)?.span.end ?? start;
  return { span: { start, end }, text: text.slice(start, end) };
}
