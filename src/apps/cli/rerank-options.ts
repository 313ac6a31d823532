import type { Command } from "commander";
import type { SearchOptions } from "../../library/index.ts";

/** The options of the commands that search. */
export interface RerankOptions {
  /** Undefined: as the settings say. */
  readonly rerank?: boolean;
}

export function addRerankOptions(command: Command): Command {
  return command
    .option("--rerank", "read the first hits again, together with the question (default: the setting rerank.model)")
    .option("--no-rerank", "keep the order of words and vectors");
}

/** Of the commands about answers, for which the first hits are read without being told to. */
export function addReadingOptions(command: Command): Command {
  return command
    .option("--rerank", "let what is read of the first hits order them, too (default: the setting rerank.model)")
    .option("--no-rerank", "do not read the first hits again, together with the question: words and vectors alone");
}

export function toRerank({ rerank }: RerankOptions): Pick<SearchOptions, "rerank"> {
  return rerank === undefined ? {} : { rerank };
}
