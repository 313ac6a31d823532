import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { Tokenizer } from "@huggingface/tokenizers";
import { z } from "zod";
import { ModelUnavailableError, parseJson } from "../../core/index.ts";
import { createFileDiffersError } from "./model-files.ts";
import { hasWordsOfIdeographs, isWordByWord, maxWordLength, rememberWords } from "./remember-words.ts";

/** Length of the pieces in which a long text is counted, in characters, so that memory use stays constant. */
const PIECE_CHARACTERS = 8_000;
/** Maximum average length of a token in characters. Text beyond it is cut before tokenisation. */
export const MAX_AVERAGE_TOKEN_LENGTH = 32;

interface EncodeOptions {
  readonly add_special_tokens: boolean;
  readonly text_pair?: string;
  readonly return_token_type_ids?: true;
}

/** Part of the library that is used here. Its own types resolve to `any` under `nodenext`. */
interface Encoder {
  encode(text: string, options: EncodeOptions): { readonly ids: number[]; readonly token_type_ids?: number[] };
}

/** Special tokens of a pair of texts, and the type of the second text's tokens. The type of the first text is 0. */
export interface PairTemplate {
  readonly before: readonly number[];
  readonly between: readonly number[];
  readonly after: readonly number[];
  readonly secondType: number;
}

/** Tokenizer of one model. */
export interface ModelTokenizer {
  /** Counts the tokens of a text without special ones. */
  count(text: string): number;
  /**
   * Returns at most `maxTokens` tokens, special ones included. The end of the text is cut, never the special tokens.
   */
  encode(text: string, maxTokens: number): readonly number[];
  /** Returns all tokens of a text without special ones. */
  ids(text: string): readonly number[];
  readonly pair: PairTemplate;
  /** True if the tokens of a text are those of its words, one after the other. */
  readonly isWordByWord: boolean;
}

/** Tokenizers in use, by the hash of their file. */
const sharedTokenizers = new Map<string, WeakRef<ModelTokenizer>>();

/**
 * Loads a `tokenizer.json` (about 100 ms for 30,000 words). It is synchronous because `countTokens` is. Models with the
 * same file share one tokenizer, as the bundled embedder and reranker do.
 *
 * @param sha256  hash from the model's card, if it has one
 * @throws {ModelUnavailableError} if the file differs from its hash or is not a tokenizer
 */
export function loadTokenizer(path: string, sha256: string | undefined): ModelTokenizer {
  const bytes = readFileSync(path);
  const hash = createHash("sha256").update(bytes).digest("hex");
  if (sha256 !== undefined && hash !== sha256) throw createFileDiffersError(path);

  const shared = sharedTokenizers.get(hash)?.deref();
  if (shared !== undefined) return shared;
  const tokenizer = createTokenizer(path, readDefinition(path, bytes));
  sharedTokenizers.set(hash, new WeakRef(tokenizer));
  return tokenizer;
}

function createTokenizer(path: string, definition: object): ModelTokenizer {
  const encoder = createEncoder(path, definition);
  const encode = (text: string, add_special_tokens: boolean) => encoder.encode(text, { add_special_tokens }).ids;
  const { before, after } = findSpecialTokens(encode);
  const bareIds = (text: string) => encode(text, false);
  const isByWord = isWordByWord(definition);
  const idsOf = isByWord
    ? rememberWords(bareIds, maxWordLength(definition), hasWordsOfIdeographs(definition))
    : bareIds;

  return {
    ids: idsOf,
    pair: findPairTemplate(encoder),
    isWordByWord: isByWord,
    count: (text) => splitAtBlanks(text).reduce((sum, piece) => sum + idsOf(piece).length, 0),
    encode: (text, maxTokens) => {
      const room = Math.max(0, maxTokens - before.length - after.length);
      const ids = idsOf(cutSafely(text, maxTokens * MAX_AVERAGE_TOKEN_LENGTH));
      return [...before, ...ids.slice(0, room), ...after];
    },
  };
}

function readDefinition(path: string, bytes: Buffer): object {
  try {
    return z.looseObject({ model: z.looseObject({}) }).parse(parseJson(bytes.toString("utf8")));
  } catch (error) {
    throw createFormatError(path, error);
  }
}

function createEncoder(path: string, definition: object): Encoder {
  try {
    return new Tokenizer(definition, {});
  } catch (error) {
    throw createFormatError(path, error);
  }
}

function createFormatError(path: string, cause: unknown): ModelUnavailableError {
  return new ModelUnavailableError(`The file ${path} is not a tokenizer in the Hugging Face format.`, {
    cause,
    hint: "Export the model again with its tokenizer.json.",
  });
}

/**
 * Finds the special tokens before and after a text. They are the same for every text, so encoding one word is enough.
 */
function findSpecialTokens(idsOf: (text: string, withSpecial: boolean) => readonly number[]) {
  const bare = idsOf("a", false);
  const full = idsOf("a", true);
  const first = full.findIndex((_, index) => bare.every((id, offset) => full[index + offset] === id));
  const start = Math.max(0, first);
  return { before: full.slice(0, start), after: full.slice(start + bare.length) };
}

/** Finds the special tokens of a pair of texts, with the same word as both texts. */
function findPairTemplate(encoder: Encoder): PairTemplate {
  const bare = encoder.encode("a", { add_special_tokens: false }).ids;
  const { ids, token_type_ids: types = [] } = encoder.encode("a", {
    text_pair: "a",
    add_special_tokens: true,
    return_token_type_ids: true,
  });
  const findFrom = (start: number) =>
    ids.findIndex((_, index) => index >= start && bare.every((id, offset) => ids[index + offset] === id));
  const first = Math.max(0, findFrom(0));
  const second = Math.max(first + bare.length, findFrom(first + bare.length));
  return {
    before: ids.slice(0, first),
    between: ids.slice(first + bare.length, second),
    after: ids.slice(second + bare.length),
    secondType: types[second] ?? 0,
  };
}

/** Returns the start of a text, at most `characters` UTF-16 code units, without splitting a surrogate pair. */
export function cutSafely(text: string, characters: number): string {
  if (text.length <= characters) return text;
  const lastUnit = text.charCodeAt(characters - 1);
  const cutsPair = lastUnit >= 0xd800 && lastUnit < 0xdc00;
  return text.slice(0, cutsPair ? characters - 1 : characters);
}

/** Splits a text into pieces, before a blank if possible, so that no word is counted as two. */
function splitAtBlanks(text: string): readonly string[] {
  const pieces: string[] = [];
  let start = 0;
  while (text.length - start > PIECE_CHARACTERS) {
    const blank = text.slice(start, start + PIECE_CHARACTERS).search(/\s\S*$/u);
    const end = blank > 0 ? start + blank : start + PIECE_CHARACTERS;
    pieces.push(text.slice(start, end));
    start = end;
  }
  pieces.push(text.slice(start));
  return pieces;
}
