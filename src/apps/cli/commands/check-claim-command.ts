import { Command } from "commander";
import type { SearchMode } from "../../../core/index.ts";
import { defined } from "../../../core/index.ts";
import type { CheckClaimOptions } from "../../../library/index.ts";
import { type CommandContext, exitCodes } from "../command-context.ts";
import { renderClaim } from "../render/render-claim.ts";
import { renderWarnings } from "../render/render-warnings.ts";
import { modeOption } from "../search-options.ts";
import { addStoreOptions, print, type StoreOptions, toNumber, withLydian } from "../store-options.ts";

interface Options extends StoreOptions {
  readonly where?: string;
  readonly mode?: SearchMode;
  readonly passages?: number;
}

export function checkClaimCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("check-claim")
      .summary("check a sentence against the documents")
      .description("Searches for a sentence from any author and checks it against each of the nearest passages.")
      .argument("<sentence...>", "one sentence that states something")
      .option("--where <filter>", "only documents whose metadata match the filter")
      .option("--passages <number>", "number of nearest passages to check, from 1 to 20 (default: 5)", toNumber)
      .addOption(modeOption()),
  )
    .addHelpText(
      "after",
      `
If one document supports the sentence and another contradicts it, both are shown.

Exit codes: 0 if the sentence is supported, 3 if it is not.

Examples:
  lydian check-claim "A lost key costs 15 euros."
  lydian check-claim "A lost key costs 15 euros." --where 'year >= 2024' --json`,
    )
    .action((words: readonly string[], options: Options) => checkClaim(context, words.join(" "), options));
}

async function checkClaim(context: CommandContext, claim: string, options: Options): Promise<void> {
  const { terminal, signal, setExitCode } = context;
  const { where, mode, passages } = options;
  const checkOptions: CheckClaimOptions = defined({ signal, where, mode, passages });
  const report = await withLydian(context, options, (lydian) => lydian.checkClaim(claim, checkOptions));
  print(context, options, { value: report, lines: () => renderClaim(report, terminal.out) });
  if (!options.json) for (const line of renderWarnings(report.warnings, terminal.err)) terminal.err.line(line);
  if (report.verdict !== "supported") setExitCode(exitCodes.notHolding);
}
