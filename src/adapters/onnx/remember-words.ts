import { z } from "zod";

/** Most of any text is made of fewer words than these; about 5 MB. */
const MOST_WORDS = 30_000;
/** What is longer hardly comes twice. */
const LONGEST_WORD = 40;

/** The parts of a `tokenizer.json` that decide whether its tokens ever depend on what stands beyond a blank. */
const wordByWord = z.looseObject({
  normalizer: z.looseObject({ type: z.literal("BertNormalizer") }),
  pre_tokenizer: z.looseObject({ type: z.literal("BertPreTokenizer") }),
  added_tokens: z.array(z.looseObject({ content: z.string().regex(/^\S*$/) })),
});

/** Whether a text's tokens are those of its words, one after the other, as with all tokenizers of the BERT family. */
export function isWordByWord(definition: unknown): boolean {
  return wordByWord.safeParse(definition).success;
}

/**
 * The same tokens, several times faster: each word is tokenised once and remembered, up to 30,000 of them. Only for a
 * tokenizer that is word by word.
 */
export function rememberWords(idsOf: (text: string) => readonly number[]): (text: string) => readonly number[] {
  const known = new Map<string, readonly number[]>();
  const idsOfWord = (word: string): readonly number[] => {
    const remembered = known.get(word);
    if (remembered !== undefined) return remembered;
    const ids = idsOf(word);
    if (known.size >= MOST_WORDS) known.clear();
    if (word.length <= LONGEST_WORD) known.set(word, ids);
    return ids;
  };
  return (text) => {
    const ids: number[] = [];
    // Other white space is left to the tokenizer: some of it is a character to remove, which joins its neighbours.
    for (const word of text.split(/[ \n\t]+/)) {
      if (word !== "") for (const id of idsOfWord(word)) ids.push(id);
    }
    return ids;
  };
}
