import { sanitizeText } from "../../present/index.ts";
import type { DescribedError } from "../run-cli.ts";
import type { Output } from "../terminal.ts";
import { wrapText } from "./wrap-text.ts";

/** `error: …` and `hint: …`, with the stack only when asked for; or one line of JSON. */
export function renderError(
  { code, message, hint, stack }: DescribedError,
  options: { readonly json: boolean; readonly debug: boolean },
  { colors, columns, isTerminal }: Output,
): readonly string[] {
  const shownStack = options.debug && stack !== undefined ? { stack } : {};
  if (options.json) return [JSON.stringify({ error: { code, message, ...(hint ? { hint } : {}), ...shownStack } })];
  // A message may point at a place in a filter, so that its lines stay as they are.
  const whole = (text: string) => (isTerminal && !text.includes("\n") ? wrapText(text, columns) : text);
  return [
    whole(`${colors.red("error:")} ${sanitizeText(message)}`),
    ...(hint === undefined ? [] : [whole(`${colors.cyan("hint:")} ${sanitizeText(hint)}`)]),
    ...(options.debug && stack !== undefined ? [sanitizeText(stack)] : []),
  ];
}
