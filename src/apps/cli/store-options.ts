import { type Command, InvalidArgumentError } from "commander";
import type { OpenOptions } from "../../compose/opening.ts";
import type { Lydian } from "../../library/index.ts";
import type { CommandContext } from "./command-context.ts";

/** The options that every command with a store has. */
export interface StoreOptions {
  readonly store?: string;
  readonly collection?: string;
  readonly wait?: number;
  /** Of `add` alone. */
  readonly ocr?: true;
  readonly json?: true;
  readonly debug?: true;
  /** Of `add` and `sync` alone. */
  readonly allowPrivate?: true;
  /** Of `add` alone. */
  readonly chunker?: ChunkerName;
  /** Of `ask` and `models test` alone. */
  readonly model?: string;
  /** Of `ask` and `prompt show` alone. */
  readonly profile?: string;
}

export const chunkerNames = ["structure", "recursive", "semantic"] as const;
type ChunkerName = (typeof chunkerNames)[number];

export function addStoreOptions(command: Command): Command {
  return command
    .option("--store <dir>", "the store's folder (default: the nearest .lydian upwards, else your own)")
    .option("--collection <name>", "the collection (default: the setting, else default)")
    .option("--wait <seconds>", "how long to wait while another process writes", toNumber)
    .option("--json", "print JSON instead of text")
    .option("--debug", "print the stack of an error");
}

const valued = ["--store", "--collection", "--wait"];
const storeFlags = ["--json", "--debug", ...valued.map((name) => `${name}=`)];

/**
 * Puts the options of `addStoreOptions` behind the command when they stand before it, as in `lydian --store DIR list`;
 * a command that does not have them then refuses them itself.
 *
 * @param groups  commands that are followed by another, as `eval` is
 */
export function moveLeadingOptions(args: readonly string[], groups: readonly string[]): readonly string[] {
  let end = 0;
  for (let arg = args[0]; arg !== undefined && isStoreOption(arg); arg = args[end]) end += valued.includes(arg) ? 2 : 1;
  const words = end + (groups.includes(args[end] ?? "") ? 2 : 1);
  return [...args.slice(end, words), ...args.slice(0, end), ...args.slice(words)];
}

function isStoreOption(arg: string): boolean {
  return valued.includes(arg) || storeFlags.some((flag) => (flag.endsWith("=") ? arg.startsWith(flag) : arg === flag));
}

export function toNumber(text: string): number {
  const number = Number(text);
  if (text.trim() === "" || !Number.isFinite(number)) throw new InvalidArgumentError("It is not a number.");
  return number;
}

export function toOpenOptions({
  store,
  collection,
  wait,
  ocr,
  chunker,
  allowPrivate,
  model,
  profile,
}: StoreOptions): OpenOptions {
  return {
    ...(store === undefined ? {} : { store }),
    settings: {
      ...(collection === undefined ? {} : { collection }),
      ...(ocr === undefined ? {} : { ingest: { ocr: "tesseract" } }),
      ...(chunker === undefined ? {} : { chunking: { chunker } }),
      ...(model === undefined && profile === undefined
        ? {}
        : {
            answer: { ...(model === undefined ? {} : { model }), ...(profile === undefined ? {} : { profile }) },
          }),
      ...(allowPrivate === undefined ? {} : { web: { allowPrivate } }),
      ...(wait === undefined ? {} : { store: { waitSeconds: wait } }),
    },
  };
}

/** Opens the store, makes one call, and closes it whatever happens. */
export async function withLydian<Result>(
  context: CommandContext,
  options: StoreOptions,
  call: (lydian: Lydian) => Promise<Result>,
): Promise<Result> {
  const lydian = await context.open(toOpenOptions(options));
  try {
    return await call(lydian);
  } finally {
    await lydian.close();
  }
}

/** Prints a value as JSON, or its lines as text. */
export function print(
  { terminal }: CommandContext,
  { json }: StoreOptions,
  result: { readonly value: unknown; readonly lines: () => readonly string[] },
): void {
  if (json) terminal.out.line(JSON.stringify(result.value, null, 2));
  else for (const line of result.lines()) terminal.out.line(line);
}
