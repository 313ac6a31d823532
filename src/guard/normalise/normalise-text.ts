import confusables from "./confusables.json" with { type: "json" };
import { type Rewriting, rewriteText } from "./rewrite-text.ts";
import type { TextView } from "./text-view.ts";

/**
 * One base character with the marks after it, so that a rewriting never cuts a character. More marks form separate
 * clusters, since ordering them takes time by the square of their number.
 */
const cluster = /\P{ASCII}\p{M}{0,128}|\p{ASCII}\p{M}{1,128}/gu;
const invisible = /^(?:\p{Default_Ignorable_Code_Point}|[\uFFF9-\uFFFB])/u;
const joiners = ["\u200C", "\u200D"];
/** Scripts that need joiners for their right form. */
const joiningScript =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const pictograph = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F/u;
const TAG_FIRST = 0xe0020;
const TAG_LAST = 0xe007e;
const TAG_CANCEL = 0xe007f;
const TAG_BEGIN = 0xe0001;
const BLACK_FLAG = "\u{1F3F4}";

const asciiOf: ReadonlyMap<string, string> = new Map(Object.entries(confusables));
const word = /[\p{L}\p{N}\p{M}]{1,100000}/gu;
const asciiLetter = /[A-Za-z]/;
const marks = /\p{M}/gu;
const beyondAscii = /\P{ASCII}/u;

/**
 * Normalises a text for scanning: NFKC; without invisible characters and controls of direction; tag characters as the
 * ASCII that they spell; letters that look like Latin ones as those, in words that pretend to be Latin.
 *
 * Joiners and variation selectors of emoji stay, and joiners of scripts that need them.
 *
 * @see Unicode Standard Annex 15 (NFKC); Unicode Technical Standard 39, section 4 (confusables)
 */
export function normaliseText(view: TextView): TextView {
  if (!beyondAscii.test(view.text)) return view;
  const visible = rewrite(view, "normalised", rewriteClusters(view.text));
  return rewrite(visible, "confusables", rewriteConfusables(visible.text));
}

function rewrite(view: TextView, step: string, rewritings: readonly Rewriting[]): TextView {
  return rewritings.length === 0 ? view : rewriteText(view, step, rewritings);
}

function rewriteClusters(text: string): readonly Rewriting[] {
  const rewritings: Rewriting[] = [];
  for (const { 0: characters, index } of text.matchAll(cluster)) {
    const end = index + characters.length;
    const shown = showCluster(text, characters, index);
    if (shown !== characters) rewritings.push({ span: { start: index, end }, text: shown });
  }
  return rewritings;
}

/** Returns a cluster as a reader sees it, empty if it is invisible. */
function showCluster(text: string, characters: string, index: number): string {
  const code = characters.codePointAt(0) ?? 0;
  if (code >= TAG_BEGIN && code <= TAG_CANCEL) return spellTag(text, code, index);
  if (joiners.includes(characters.charAt(0))) return isNeededJoiner(text, index) ? characters : characters.slice(1);
  if (invisible.test(characters)) return characters.slice(1);
  const normal = characters.normalize("NFKC");
  // Selectors choose between pictures, and marks that form no letter with a Latin one only disguise it.
  return asciiLetter.test(normal.charAt(0)) ? normal.replace(marks, "") : normal;
}

/** Returns the ASCII character of a tag character. Tags after a black flag are a flag's region, so they stay. */
function spellTag(text: string, code: number, index: number): string {
  if (isRegionOfFlag(text, index)) return String.fromCodePoint(code);
  return code >= TAG_FIRST && code <= TAG_LAST ? String.fromCodePoint(code - 0xe0000) : "";
}

/** Maximum number of tag characters in the flag of a region, such as "gbsct" and the tag that ends it. */
const MAX_REGION_TAGS = 8;

function isRegionOfFlag(text: string, index: number): boolean {
  const before = text.slice(Math.max(0, index - 2 * MAX_REGION_TAGS), index);
  return /\u{1F3F4}[\u{E0061}-\u{E007A}\u{E0030}-\u{E0039}]{0,16}$/u.test(before) && before.includes(BLACK_FLAG);
}

function isNeededJoiner(text: string, index: number): boolean {
  const before = text.slice(Math.max(0, index - 2), index);
  const after = text.slice(index + 1, index + 3);
  const isEmoji = text.charAt(index) === "\u200D" && pictograph.test(before) && pictograph.test(after);
  return isEmoji || (joiningScript.test(before) && joiningScript.test(after));
}

/** Rewrites letters in words that mix scripts, and in words of look-alikes only if the text is mostly Latin. */
function rewriteConfusables(text: string): readonly Rewriting[] {
  const rewritings: Rewriting[] = [];
  let isLatin: boolean | undefined;
  for (const { 0: letters, index } of text.matchAll(word)) {
    if (!beyondAscii.test(letters)) continue;
    const latin = toLatin(letters);
    if (latin === letters) continue;
    isLatin ??= isMostlyLatin(text);
    if (asciiLetter.test(letters) || (isLatin && !beyondAscii.test(latin))) {
      rewritings.push({ span: { start: index, end: index + letters.length }, text: latin });
    }
  }
  return rewritings;
}

function toLatin(letters: string): string {
  return Array.from(letters, (letter) => asciiOf.get(letter) ?? letter).join("");
}

function isMostlyLatin(text: string): boolean {
  let latin = 0;
  let letters = 0;
  for (const { 0: letter } of text.matchAll(/\p{L}/gu)) {
    letters++;
    if (letter < "\u0250") latin++;
  }
  return latin * 2 > letters;
}
