import { type Command, InvalidArgumentError } from "commander";
import { toNumber } from "./store-options.ts";

const MOST_DEPTH = 10;

/** The options of commands that read from the web. */
export interface WebOptions {
  readonly depth?: number;
  readonly sameHost?: true;
  readonly allowPrivate?: true;
}

export function addWebOptions(command: Command): Command {
  return command
    .option("--depth <links>", "of a page of the web: also the pages up to so many links away, on its host", toDepth)
    .option("--same-host", "with --depth, other hosts are left out; they always are")
    .option("--allow-private", "also pages of private networks and of this machine");
}

function toDepth(text: string): number {
  const depth = toNumber(text);
  if (Number.isInteger(depth) && depth >= 0 && depth <= MOST_DEPTH) return depth;
  throw new InvalidArgumentError(`It is a whole number from 0 to ${MOST_DEPTH}.`);
}
