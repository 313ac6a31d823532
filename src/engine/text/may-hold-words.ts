const plainText = /^[\0-\x7f]*$/;
const special = /[.*+?^${}()|[\]\\/-]/g;

/**
 * Creates a quick test for whether a text may contain these words in sequence. It returns false only if the text
 * certainly does not. The test works on ASCII texts, in which only characters outside words separate two words, and
 * every word occurs unchanged except for capitals. It returns true for every other text.
 *
 * @param words  in the form of `foldWords`
 */
export function mayHoldWords(words: readonly string[]): (text: string) => boolean {
  const pattern = words.map((word) => word.replace(special, "\\$&")).join("[^a-z0-9_]*");
  const inOrder = new RegExp(pattern, "i");
  return (text) => inOrder.test(text) || !plainText.test(text);
}
