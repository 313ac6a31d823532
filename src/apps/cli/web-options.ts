import { type Command, InvalidArgumentError } from "commander";
import { toNumber } from "./store-options.ts";

const MAX_DEPTH = 10;

/** Options of the commands that fetch web pages. */
export interface WebOptions {
  readonly depth?: number;
  readonly sameHost?: true;
  readonly allowPrivate?: true;
}

export function addWebOptions(command: Command): Command {
  return command
    .option("--depth <links>", "for web pages: also fetch pages of the same host, up to this many links away", toDepth)
    .option("--same-host", "with --depth, stay on the same host (always on)")
    .option("--allow-private", "also fetch pages from private networks and from this machine");
}

function toDepth(text: string): number {
  const depth = toNumber(text);
  if (Number.isInteger(depth) && depth >= 0 && depth <= MAX_DEPTH) return depth;
  throw new InvalidArgumentError(`Use a whole number from 0 to ${MAX_DEPTH}.`);
}
