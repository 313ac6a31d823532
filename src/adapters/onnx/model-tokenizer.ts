import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { Tokenizer } from "@huggingface/tokenizers";
import { z } from "zod";
import { ModelUnavailableError } from "../../core/index.ts";
import { fileDiffers } from "./model-files.ts";
import { isWordByWord, rememberWords } from "./remember-words.ts";

/** A text that is longer is counted in pieces of this many characters, so that memory stays flat. */
const PIECE_CHARACTERS = 8_000;
/** No model's tokens are longer on average than this; what lies beyond is cut before it is tokenised. */
const LONGEST_AVERAGE_TOKEN = 32;

/** The part of the library that we use. Its own types resolve to `any` under `nodenext`. */
interface Encoder {
  encode(
    text: string,
    options: {
      readonly add_special_tokens: boolean;
      readonly text_pair?: string;
      readonly return_token_type_ids?: true;
    },
  ): { readonly ids: number[]; readonly token_type_ids?: number[] };
}

/** The special tokens of a pair of texts, and the type of the second text's tokens; the first text's is 0. */
export interface PairTemplate {
  readonly before: readonly number[];
  readonly between: readonly number[];
  readonly after: readonly number[];
  readonly secondType: number;
}

/** A model's own tokens. */
export interface ModelTokenizer {
  /** Without special tokens. */
  count(text: string): number;
  /** With special tokens, at most `maxTokens` of them in all; the text's end is cut, never the special tokens. */
  encode(text: string, maxTokens: number): readonly number[];
  /** All of a text's tokens, without special ones. */
  ids(text: string): readonly number[];
  readonly pair: PairTemplate;
  /** Whether a text's tokens are those of its words, one after the other. */
  readonly isWordByWord: boolean;
}

/** By the hash of their file, as long as somebody holds them. */
const inUse = new Map<string, WeakRef<ModelTokenizer>>();

/**
 * Loads a `tokenizer.json` (about 100 ms for 30,000 words), synchronously, since `countTokens` is synchronous. Models
 * whose files are the same share one tokenizer, as the bundled embedder and reranker do.
 *
 * @param sha256  what the model's card promises, if it does
 * @throws {ModelUnavailableError} if the file differs from its hash or is not a tokenizer
 */
export function loadTokenizer(path: string, sha256: string | undefined): ModelTokenizer {
  const bytes = readFileSync(path);
  const hash = createHash("sha256").update(bytes).digest("hex");
  if (sha256 !== undefined && hash !== sha256) throw fileDiffers(path);
  const shared = inUse.get(hash)?.deref();
  if (shared !== undefined) return shared;
  const tokenizer = createTokenizer(path, readDefinition(path, bytes));
  inUse.set(hash, new WeakRef(tokenizer));
  return tokenizer;
}

function createTokenizer(path: string, definition: object): ModelTokenizer {
  const encoder = createEncoder(path, definition);
  const encode = (text: string, add_special_tokens: boolean) => encoder.encode(text, { add_special_tokens }).ids;
  const { before, after } = findSpecialTokens(encode);
  const bareIds = (text: string) => encode(text, false);
  const byWord = isWordByWord(definition);
  const idsOf = byWord ? rememberWords(bareIds) : bareIds;
  return {
    ids: idsOf,
    pair: findPairTemplate(encoder),
    isWordByWord: byWord,
    count: (text) => splitAtBlanks(text).reduce((sum, piece) => sum + idsOf(piece).length, 0),
    encode: (text, maxTokens) => {
      const room = Math.max(0, maxTokens - before.length - after.length);
      const ids = idsOf(cutSafely(text, maxTokens * LONGEST_AVERAGE_TOKEN));
      return [...before, ...ids.slice(0, room), ...after];
    },
  };
}

function readDefinition(path: string, bytes: Buffer): object {
  try {
    return z.looseObject({ model: z.looseObject({}) }).parse(JSON.parse(bytes.toString("utf8")));
  } catch (error) {
    throw notATokenizer(path, error);
  }
}

function createEncoder(path: string, definition: object): Encoder {
  try {
    return new Tokenizer(definition, {});
  } catch (error) {
    throw notATokenizer(path, error);
  }
}

function notATokenizer(path: string, cause: unknown): ModelUnavailableError {
  return new ModelUnavailableError(`The file ${path} is not a tokenizer in the Hugging Face format.`, {
    cause,
    hint: "Export the model again with its tokenizer.json.",
  });
}

/** A template puts its tokens around the text, whatever the text is: one word shows which stand before and after. */
function findSpecialTokens(idsOf: (text: string, withSpecial: boolean) => readonly number[]) {
  const bare = idsOf("a", false);
  const full = idsOf("a", true);
  const first = full.findIndex((_, index) => bare.every((id, offset) => full[index + offset] === id));
  const start = Math.max(0, first);
  return { before: full.slice(0, start), after: full.slice(start + bare.length) };
}

/** The same of a pair: one word twice shows which tokens stand between. */
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

/** The beginning of a text, of at most `characters` UTF-16 code units; never half a character. */
export function cutSafely(text: string, characters: number): string {
  if (text.length <= characters) return text;
  const lastUnit = text.charCodeAt(characters - 1);
  const cutsPair = lastUnit >= 0xd800 && lastUnit < 0xdc00;
  return text.slice(0, cutsPair ? characters - 1 : characters);
}

/** Pieces end before a blank where there is one, so that no word is counted as two. */
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
