const LATIN = [..."abcdefghijklmnopqrstuvwxyz"];

/**
 * Number of last letters that are edited. Stemmers change the ends of words, and an edit before them is also in the
 * stem.
 */
const EDITED_LETTERS = 8;

/**
 * Returns the words that one edit makes of a word: a letter replaced, added or removed, or two neighbours swapped,
 * among the last eight letters. The first letter stays. Letters come from a to z and from these last letters.
 */
export function singleEdits(word: string): ReadonlySet<string> {
  const letters = [...word];
  const alphabet = [...new Set([...LATIN, ...letters.slice(-EDITED_LETTERS)])];
  const edits = new Set<string>();
  for (let at = Math.max(1, letters.length - EDITED_LETTERS); at <= letters.length; at++) {
    const [before, letter, next] = [letters.slice(0, at).join(""), letters[at] ?? "", letters[at + 1] ?? ""];
    const [rest, after] = [letters.slice(at).join(""), letters.slice(at + 1).join("")];
    edits.add(before + after);
    for (const other of alphabet) {
      edits.add(before + other + rest);
      if (letter !== "") edits.add(before + other + after);
    }
    if (next !== "") edits.add(before + next + letter + letters.slice(at + 2).join(""));
  }
  edits.delete(word);
  return edits;
}
