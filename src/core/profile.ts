import type { Sampling } from "./ports/text-generator.ts";
import type { JsonSchema } from "./wire/json.ts";

/** Name of the profile that is used if none is set. */
export const DEFAULT_PROFILE = "default";

/** Style of a language model's answers. A profile contains wishes, never facts; the answers are checked as always. */
export interface Profile {
  readonly name: string;
  /** Version of the profile: SHA-256 of its file, in hexadecimal. */
  readonly hash: string;
  readonly description?: string;
  /** Free-form instructions for the model, which follow those of the task. */
  readonly system?: string;
  readonly tone?: string;
  readonly readingLevel?: "plain" | "general" | "expert";
  /** Language of the answers, as an ISO 639-1 code. */
  readonly language?: string;
  readonly format?: "prose" | "list" | "table" | "json";
  /** Schema of the data, if the format is `json`. */
  readonly schema?: JsonSchema;
  /** Maximum number of sentences, or rows of a table, that are shown; at least 1. */
  readonly maxSentences?: number;
  readonly sampling?: Sampling;
  readonly examples?: readonly ProfileExample[];
  /** Collection of further examples, chosen for each question. */
  readonly examplesFrom?: ExampleSource;
}

/** A collection of examples, and the amount shown for one question. */
export interface ExampleSource {
  readonly collection: string;
  /** Number of examples shown, 1 to 20. */
  readonly count: number;
  /** Maximum length of all shown examples, in the language model's tokens. */
  readonly budgetTokens: number;
}

/** An example of the style. Its content is not used. */
export interface ProfileExample {
  readonly question: string;
  readonly answer: string;
}
