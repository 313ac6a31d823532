import { z } from "zod";

/** Maximum number of cached words, about 5 MB. Fewer words make up most of any text. */
const MAX_WORDS = 30_000;
/** Maximum length of a cached word in characters. Longer ones rarely occur twice. */
const MAX_WORD_LENGTH = 40;

/** Parts of a `tokenizer.json` which ensure that tokens never depend on the text beyond a blank. */
const wordByWord = z.looseObject({
  normalizer: z.looseObject({ type: z.literal("BertNormalizer") }),
  pre_tokenizer: z.looseObject({ type: z.literal("BertPreTokenizer") }),
  added_tokens: z.array(z.looseObject({ content: z.string().regex(/^\S*$/) })),
});

/** Returns whether the tokens of a text are those of its words, as in all tokenizers of the BERT family. */
export function isWordByWord(definition: unknown): boolean {
  return wordByWord.safeParse(definition).success;
}

/**
 * Returns a tokenizer with the same results that is several times faster: it caches the tokens of up to 30,000 words.
 *
 * @param idsOf  tokenizer for which `isWordByWord` holds
 */
export function rememberWords(idsOf: (text: string) => readonly number[]): (text: string) => readonly number[] {
  const cache = new Map<string, readonly number[]>();
  const idsOfWord = (word: string): readonly number[] => {
    const cachedIds = cache.get(word);
    if (cachedIds !== undefined) return cachedIds;

    const ids = idsOf(word);
    if (cache.size >= MAX_WORDS) cache.clear();
    if (word.length <= MAX_WORD_LENGTH) cache.set(word, ids);
    return ids;
  };

  return (text) => {
    const ids: number[] = [];
    // The tokenizer handles other white space: it removes some of these characters, which joins their neighbours.
    for (const word of text.split(/[ \n\t]+/)) {
      if (word !== "") for (const id of idsOfWord(word)) ids.push(id);
    }
    return ids;
  };
}
