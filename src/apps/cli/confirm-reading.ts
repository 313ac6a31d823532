import { InvalidArgumentError } from "../../core/index.ts";
import type { ReadingEstimate } from "../../library/index.ts";
import type { CommandContext } from "./command-context.ts";
import { renderEstimate } from "./render/render-estimate.ts";

/** A model reads so many sections without a question to the person. */
const MOST_UNASKED = 50;

/**
 * Tells what a reading by a language model takes, and before a large one asks whether it is meant.
 *
 * @returns false if the person does not want it
 * @throws {InvalidArgumentError} if nobody is there to be asked
 */
export async function confirmReading(
  { terminal, signal }: Pick<CommandContext, "terminal" | "signal">,
  estimate: ReadingEstimate,
  { yes = false }: { readonly yes?: boolean },
): Promise<boolean> {
  const left = estimate.sections - estimate.sectionsReadBefore;
  if (estimate.readBy === "words" || left === 0) return true;
  terminal.err.line(renderEstimate(estimate));
  if (yes || left <= MOST_UNASKED) return true;
  const said = await terminal.ask("Read them? [y/N] ", signal);
  if (said !== undefined) return /^\s*y(?:es)?\s*$/iu.test(said);
  throw new InvalidArgumentError(
    `${left} sections are to be read by ${estimate.readBy}, and nobody is there to be asked.`,
    {
      hint: "Say `--yes` if that is meant, or read fewer documents.",
    },
  );
}
