import { type Command, InvalidArgumentError } from "commander";
import type { OpenOptions } from "../../config/index.ts";
import { defined, type LydianEvent } from "../../core/index.ts";
import type { Lydian } from "../../library/index.ts";
import type { LydianServer } from "../../server/index.ts";
import { sanitizeText } from "../present/index.ts";
import type { CommandContext } from "./command-context.ts";

/** Options of every command that opens a store, and those that change its settings. */
export interface StoreOptions {
  readonly store?: string;
  readonly collection?: string;
  readonly wait?: number;
  /** Switches OCR on. Only commands that read documents have this option. */
  readonly ocr?: true;
  readonly json?: true;
  readonly debug?: true;
  /** Allows pages from private networks. Only `add` and `sync` have this option. */
  readonly allowPrivate?: true;
  /** Chunker of the added documents. Only `add` has this option. */
  readonly chunker?: ChunkerName;
  /** Only for commands that use a language model. */
  readonly model?: string;
  /** Only for commands that use a language model. */
  readonly profile?: string;
  /** Guard policy of this call. Only commands that check texts have this option. */
  readonly policy?: string;
}

export const chunkerNames = ["structure", "recursive", "semantic"] as const;
type ChunkerName = (typeof chunkerNames)[number];

export function addStoreOptions(command: Command): Command {
  return command
    .option("--store <dir>", "folder of the store (default: the nearest .lydian folder upwards, else your user folder)")
    .option("--collection <name>", "collection to use (default: the setting collection)")
    .option("--wait <seconds>", "maximum wait while another process writes", toNumber)
    .option("--json", "print JSON instead of text")
    .option("--debug", "print the stack trace of an error");
}

const valued = ["--store", "--collection", "--wait"];
const storeFlags = ["--json", "--debug", ...valued.map((name) => `${name}=`)];

/**
 * Moves the options of `addStoreOptions` from before the command to after it, as in `lydian --store DIR list`. A
 * command without these options then rejects them itself.
 *
 * @param groups  commands that are followed by a subcommand, such as `eval`
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
  if (text.trim() === "" || !Number.isFinite(number)) throw new InvalidArgumentError("It must be a number.");
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
  policy,
}: StoreOptions): OpenOptions {
  const hasAnswerSettings = model !== undefined || profile !== undefined;
  const settings = defined({
    collection,
    ingest: ocr && ({ ocr: "tesseract" } as const),
    chunking: chunker && { chunker },
    answer: hasAnswerSettings ? defined({ model, profile }) : undefined,
    guard: policy === undefined ? undefined : { policy },
    web: allowPrivate && { allowPrivate },
    store: wait === undefined ? undefined : { waitSeconds: wait },
  });
  return defined({ store, settings });
}

/** Opens the store for one call, and always closes it. */
export async function withLydian<Result>(
  context: CommandContext,
  options: StoreOptions,
  call: (lydian: Lydian) => Promise<Result>,
): Promise<Result> {
  const lydian = await context.open(toOpenOptions(options));
  if (options.debug === true) lydian.on((event) => printStack(context, options, event));
  try {
    return await call(lydian);
  } finally {
    await lydian.close();
  }
}

/** Prints the stack of an unexpected error that stopped only one document. */
function printStack({ terminal }: CommandContext, { json }: StoreOptions, event: LydianEvent): void {
  if (event.type !== "document-failed" || event.stack === undefined) return;
  const { uri, code, message, hint, stack } = event;
  terminal.err.line(json ? JSON.stringify({ error: { code, message, hint, uri, stack } }) : sanitizeText(stack));
}

/** Opens the store as a server for one call, and always closes it. */
export async function withServer<Result>(
  context: CommandContext,
  options: StoreOptions,
  call: (server: LydianServer) => Promise<Result>,
): Promise<Result> {
  const server = await context.openServer(toOpenOptions(options));
  try {
    return await call(server);
  } finally {
    await server.close();
  }
}

export interface PrintedResult {
  /** Value that `--json` prints. */
  readonly value: unknown;
  readonly lines: () => readonly string[];
}

/** Prints the value of a result as JSON, or its lines as text. */
export function print({ terminal }: CommandContext, { json }: StoreOptions, result: PrintedResult): void {
  if (json) terminal.out.line(JSON.stringify(result.value, null, 2));
  else for (const line of result.lines()) terminal.out.line(line);
}
