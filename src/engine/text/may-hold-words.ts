const plainText = /^[\0-\x7f]*$/;
const special = /[.*+?^${}()|[\]\\/-]/g;

/**
 * Whether a text may hold words, as `foldWords` gives them, one after the other: false only where it does not. In a text of plain ASCII
 * nothing but characters of no word stands between two words, and each stands there as it is but for its capitals. Any
 * other text may hold them.
 */
export function mayHoldWords(words: readonly string[]): (text: string) => boolean {
  const pattern = words.map((word) => word.replace(special, "\\$&")).join("[^a-z0-9_]*");
  const inOrder = new RegExp(pattern, "i");
  return (text) => inOrder.test(text) || !plainText.test(text);
}
