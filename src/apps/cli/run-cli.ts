import { CommanderError } from "commander";
import type { UnknownVariable } from "../../config/index.ts";
import { defined, nearestNames } from "../../core/index.ts";
import { sanitizeText } from "../present/index.ts";
import { type CommandContext, type ExitCode, exitCodes } from "./command-context.ts";
import { createProgram } from "./create-program.ts";
import { wrapText } from "./render/wrap-text.ts";
import { moveLeadingOptions } from "./store-options.ts";
import type { Output } from "./terminal.ts";

export interface CliRequest {
  /** Arguments without the name of the program. */
  readonly args: readonly string[];
  readonly version: string;
  /** Finds the environment variables that begin like settings, but set nothing. */
  readonly unknownVariables?: () => Promise<readonly UnknownVariable[]>;
  readonly services: Omit<CommandContext, "setExitCode">;
}

/** Codes of errors in the input of the user, which lead to the exit code for wrong usage. */
const usageErrors: readonly string[] = ["invalid-argument", "invalid-filter", "invalid-settings"];

/** Runs one command line and returns the exit code. Errors are printed to stderr, as text or as JSON. */
export async function runCli({ args, version, services, unknownVariables }: CliRequest): Promise<ExitCode> {
  const { terminal, signal } = services;
  let exitCode: ExitCode = exitCodes.ok;
  const setExitCode = (code: ExitCode) => {
    exitCode = code;
  };
  const program = createProgram({ ...services, setExitCode }, version);
  const groups = program.commands.filter(({ commands }) => commands.length > 0).map((group) => group.name());
  const words = moveLeadingOptions(args, groups);
  const command = program.commands.find((candidate) => candidate.name() === words[0])?.name();
  for (const variable of (await unknownVariables?.()) ?? [])
    terminal.err.line(renderUnknownVariable(variable, args.includes("--json"), terminal.err));
  try {
    if (args.length === 0) program.help();
    await program.parseAsync(words, { from: "user" });
    return exitCode;
  } catch (error) {
    if (signal.aborted) return exitCodes.interrupted;
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.ok;
    const described = describeError(error, command);
    const options = { json: args.includes("--json"), debug: args.includes("--debug") };
    for (const line of renderError(described, options, terminal.err)) terminal.err.line(line);
    return described.exitCode;
  }
}

export interface DescribedError {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly stack?: string;
  readonly exitCode: ExitCode;
}

function describeError(error: unknown, command: string | undefined): DescribedError {
  if (error instanceof CommanderError) {
    const [first = "", suggestion] = error.message.replace(/^error: /, "").split("\n");
    const help = command === undefined ? "lydian --help" : `lydian ${command} --help`;
    const { message, hint } = suggestChoice(upperFirst(first)) ?? { message: upperFirst(first) };
    return {
      code: "wrong-usage",
      message: `${message}.`.replace(/\.\.$/, "."),
      hint: hint ?? suggestion?.replace(/^\(|\)$/g, "") ?? `Run \`${help}\` for usage.`,
      exitCode: exitCodes.usage,
    };
  }
  if (!(error instanceof Error)) return { code: "unexpected", message: String(error), exitCode: exitCodes.failure };
  const code = "code" in error && typeof error.code === "string" ? error.code : "unexpected";
  return defined({
    code,
    message: error.message,
    hint: "hint" in error && typeof error.hint === "string" ? error.hint : undefined,
    stack: error.stack,
    exitCode: usageErrors.includes(code) ? exitCodes.usage : exitCodes.failure,
  });
}

/**
 * Returns the message about a value that is none of an option's choices, with the nearest choice, or all of them, as
 * its hint.
 */
function suggestChoice(message: string): Pick<DescribedError, "message" | "hint"> | undefined {
  const [, problem, value, listed] =
    /^(.* argument '(.*)' is invalid\.) Allowed choices are (.*)\.$/s.exec(message) ?? [];
  if (problem === undefined || value === undefined || listed === undefined) return undefined;
  const [near] = nearestNames(value, listed.split(", "), 1);
  return { message: problem, hint: near === undefined ? `Allowed choices are ${listed}.` : `Did you mean "${near}"?` };
}

function renderUnknownVariable({ name, nearest }: UnknownVariable, isJson: boolean, { colors }: Output): string {
  const message = `The environment variable ${name} sets nothing.`;
  const hint = nearest === undefined ? undefined : `Did you mean ${nearest}?`;
  if (isJson) return JSON.stringify({ warning: { code: "unknown-variable", message, hint } });
  return `${colors.yellow("warning:")} ${sanitizeText(message)}${hint === undefined ? "" : ` ${hint}`}`;
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Prints `error: …` and `hint: …`, with the stack trace if `debug` is set; or one line of JSON. */
function renderError(
  { code, message, hint, stack }: DescribedError,
  options: { readonly json: boolean; readonly debug: boolean },
  { colors, columns, isTerminal }: Output,
): readonly string[] {
  const shownStack = options.debug ? stack : undefined;
  if (options.json) return [JSON.stringify({ error: { code, message, hint, stack: shownStack } })];
  // A message may point at a place in a filter, so its own line breaks stay.
  const wrap = (text: string) => (isTerminal && !text.includes("\n") ? wrapText(text, columns) : text);
  return [
    wrap(`${colors.red("error:")} ${sanitizeText(message)}`),
    ...(hint === undefined ? [] : [wrap(`${colors.cyan("hint:")} ${sanitizeText(hint)}`)]),
    ...(shownStack === undefined ? [] : [sanitizeText(shownStack)]),
  ];
}
