import { sanitizeText } from "../../present/index.ts";
import type { DescribedError } from "../run-cli.ts";
import type { Output } from "../terminal.ts";
import { wrapText } from "./wrap-text.ts";

interface ErrorView {
  readonly json: boolean;
  readonly debug: boolean;
}

/** Prints `error: …` and `hint: …`, with the stack trace if `debug` is set; or one line of JSON. */
export function renderError(
  { code, message, hint, stack }: DescribedError,
  options: ErrorView,
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
