import { readFileSync } from "node:fs";
import { Tokenizer } from "@huggingface/tokenizers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasWordsOfIdeographs, isWordByWord, maxWordLength, rememberWords } from "./remember-words.ts";

const path = new URL("../../../models/bge-small-en-v1.5-int8/tokenizer.json", import.meta.url);
const definition = JSON.parse(readFileSync(path, "utf8"));
const tokenizer: { encode(text: string, options: object): { readonly ids: number[] } } = new Tokenizer(definition, {});
const whole = (text: string) => tokenizer.encode(text, { add_special_tokens: false }).ids;

const awkward = fc.constantFrom(
  ..." \n\t\r\u00a0\u0085\u3000\ufeff\u0000\u200b\u0301.,-'[]ΣσßİıÅé日本ﬁ㐀豈鿿ガハ한",
  ...["[SEP]", "[MASK]", "a", "Word", "the", "🏳️‍🌈", "x".repeat(100), "X9".repeat(51), "é".repeat(101)],
);

describe("a tokenizer with a cache of words", () => {
  it("returns the tokens of the whole text, whatever its blanks, accents and marks", () => {
    const remembering = rememberWords(whole, maxWordLength(definition), hasWordsOfIdeographs(definition));
    const texts = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(awkward, { maxLength: 20 }).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(remembering(text)).toEqual(whole(text));
      }),
      { numRuns: 1_000 },
    );
  });

  it("tokenises each word once", () => {
    const words: string[] = [];
    const remembering = rememberWords((word) => {
      words.push(word);
      return [word.length];
    });
    expect(remembering("one two\none  two\tone")).toEqual([3, 3, 3, 3, 3]);
    expect(words).toEqual(["one", "two"]);
  });
});

describe("an ideograph", () => {
  it("is tokenised once, even in a long run without blanks", () => {
    const words: string[] = [];
    const remembering = rememberWords(
      (word) => {
        words.push(word);
        return [word.length];
      },
      100,
      true,
    );
    expect(remembering("東京".repeat(1_000))).toHaveLength(2_000);
    expect(remembering("京a東 b")).toEqual([1, 1, 1, 1]);
    expect(words).toEqual(["東", "京", "a", "b"]);
  });

  it("is a word if the tokenizer's file says so", () => {
    const { normalizer } = definition;
    expect(hasWordsOfIdeographs(definition)).toBe(true);
    expect(hasWordsOfIdeographs({ normalizer: { ...normalizer, handle_chinese_chars: false } })).toBe(false);
    expect(hasWordsOfIdeographs({ normalizer: null })).toBe(false);
  });
});

describe("a word that is too long for a token", () => {
  it("has the tokens of all such words, which are computed once", () => {
    const lengths: number[] = [];
    const remembering = rememberWords((word) => {
      lengths.push(word.length);
      return [7];
    }, 100);
    expect(remembering(`${"a".repeat(8_000)} ${"B2".repeat(4_000)} ${"c".repeat(101)}`)).toEqual([7, 7, 7]);
    expect(lengths).toEqual([101]);
  });

  it("has the length that the tokenizer's file says, if it says one", () => {
    expect(maxWordLength(definition)).toBe(100);
    expect(maxWordLength({ model: { type: "WordPiece", max_input_chars_per_word: 50 } })).toBe(50);
    expect(maxWordLength({ model: { type: "BPE" } })).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("the check that a tokenizer reads word by word", () => {
  it("accepts the bundled model, and rejects tokenizers whose tokens may contain or follow a blank", () => {
    expect(isWordByWord(definition)).toBe(true);
    expect(isWordByWord({ ...definition, added_tokens: [{ content: "two words" }] })).toBe(false);
    expect(isWordByWord({ ...definition, pre_tokenizer: { type: "ByteLevel" } })).toBe(false);
    expect(isWordByWord({ ...definition, normalizer: null })).toBe(false);
  });
});
