import type { JsonSchema } from "./json.ts";
import type { Sampling } from "./ports/text-generator.ts";

/** The one that is meant when none is named. */
export const DEFAULT_PROFILE = "default";

/** How a language model's answers are to be written: wishes, never facts. What it writes is checked as ever. */
export interface Profile {
  readonly name: string;
  /** SHA-256 of the file that it was read from, in hexadecimal: its version. */
  readonly hash: string;
  readonly description?: string;
  /** Free words for the model, after those of the task. */
  readonly system?: string;
  readonly tone?: string;
  readonly readingLevel?: "plain" | "general" | "expert";
  /** ISO 639-1. */
  readonly language?: string;
  readonly format?: "prose" | "list" | "table" | "json";
  /** Of the data, where the format is `json`. */
  readonly schema?: JsonSchema;
  /** From 1: what the model writes beyond it is not shown; of a table, its rows. */
  readonly maxSentences?: number;
  readonly sampling?: Sampling;
  readonly examples?: readonly ProfileExample[];
  /** Where more of them are, picked for each question. */
  readonly examplesFrom?: ExampleSource;
}

/** A collection of examples, and how much of it is shown for one question. */
export interface ExampleSource {
  readonly collection: string;
  /** From 1 to 20. */
  readonly count: number;
  /** Of all that are shown, in the language model's tokens. */
  readonly budgetTokens: number;
}

/** Shows the style; what it says is not used. */
export interface ProfileExample {
  readonly question: string;
  readonly answer: string;
}
