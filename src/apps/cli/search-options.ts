import { type Command, Option } from "commander";
import type { SearchMode } from "../../core/index.ts";
import type { SearchOptions as LibraryOptions } from "../../library/index.ts";

const modes: readonly SearchMode[] = ["hybrid", "lexical", "vector"];

/** Options of the commands that search. */
export interface RerankOptions {
  /** Whether the reranker is used; undefined if the settings decide. */
  readonly rerank?: boolean;
}

/** The option `--mode`. */
export function modeOption(): Option {
  return new Option(
    "--mode <mode>",
    "search by words and meaning (hybrid), words (lexical) or meaning (vector)",
  ).choices(modes);
}

export function addRerankOptions(command: Command): Command {
  return command
    .option("--rerank", "rescore the first hits with the reranker (default: the setting rerank.model)")
    .option("--no-rerank", "keep the order by words and vectors");
}

/** Adds the same options to the commands that answer, where the reranker reads the first hits by default. */
export function addReadingOptions(command: Command): Command {
  return command
    .option("--rerank", "also order the passages by the scores of the reranker (default: the setting rerank.model)")
    .option("--no-rerank", "do not read the first hits with the reranker; use only words and vectors");
}

export function toRerank({ rerank }: RerankOptions): Pick<LibraryOptions, "rerank"> {
  return rerank === undefined ? {} : { rerank };
}
