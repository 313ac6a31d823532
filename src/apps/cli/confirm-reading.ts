import { InvalidArgumentError } from "../../core/index.ts";
import type { ReadingEstimate } from "../../library/index.ts";
import type { CommandContext } from "./command-context.ts";
import { count } from "./render/render-counts.ts";

/** Maximum number of sections that a model reads without confirmation. */
const MAX_UNCONFIRMED = 50;

/**
 * Prints what it costs to let a language model read the sections, and asks for confirmation if there are many.
 *
 * @param yes  true if the user has confirmed on the command line
 * @returns false if the user declines
 * @throws {InvalidArgumentError} if there is no user to ask
 */
export async function confirmReading(
  { terminal, signal }: Pick<CommandContext, "terminal" | "signal">,
  estimate: ReadingEstimate,
  yes: boolean = false,
): Promise<boolean> {
  const left = estimate.sections - estimate.sectionsReadBefore;
  if (estimate.readBy === "words" || left === 0) return true;
  terminal.err.line(renderEstimate(estimate));
  if (yes || left <= MAX_UNCONFIRMED) return true;
  const reply = await terminal.ask("Read them? [y/N] ", signal);
  if (reply !== undefined) return /^\s*y(?:es)?\s*$/iu.test(reply);
  throw new InvalidArgumentError(
    `${estimate.readBy} would read ${left} sections, which must be confirmed, and there is no terminal to ask at.`,
    {
      hint: "Add `--yes` to confirm, or choose fewer documents.",
    },
  );
}

/** Describes the cost of a reading in one line. */
function renderEstimate(estimate: ReadingEstimate): string {
  const { sections, sectionsReadBefore, documents, readBy, inputTokens, outputTokens, cost } = estimate;
  const before = sectionsReadBefore === 0 ? "" : `, ${show(sectionsReadBefore)} of them already read`;
  const price =
    cost === undefined ? "" : `, about ${round(cost.amount)} ${cost.currency} at the prices of ${cost.pricesOf}`;
  return `${readBy} reads ${count(sections, "section")} of ${count(documents, "document")}${before}: about ${show(inputTokens)} tokens in and ${show(outputTokens)} out${price}.`;
}

const show = (number: number): string => number.toLocaleString("en-US");

/** Rounds an amount to two significant digits. */
function round(amount: number): string {
  return amount >= 10 ? amount.toFixed(0) : String(Number(amount.toPrecision(2)));
}
