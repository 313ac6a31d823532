import type { Command } from "commander";
import type { SearchOptions } from "../../lydian.ts";

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

export function toRerank({ rerank }: RerankOptions): Pick<SearchOptions, "rerank"> {
  return rerank === undefined ? {} : { rerank };
}
