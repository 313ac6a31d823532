const LATIN = [..."abcdefghijklmnopqrstuvwxyz"];

/**
 * Returns the words that one edit makes of a word: a letter replaced, added or removed, or two neighbours swapped. The first
 * letter stays. Letters come from a to z and from the word itself.
 */
export function singleEdits(word: string): ReadonlySet<string> {
  const letters = [...word];
  const alphabet = [...new Set([...LATIN, ...letters])];
  const edits = new Set<string>();
  for (let at = 1; at <= letters.length; at++) {
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
