import { Command, Option } from "commander";
import type { SearchMode } from "../../../core/index.ts";
import { defined } from "../../../core/index.ts";
import type { CheckClaimOptions } from "../../../library/index.ts";
import { type CommandContext, exitCodes } from "../command-context.ts";
import { renderClaim } from "../render/render-claim.ts";
import { renderWarnings } from "../render/render-warnings.ts";
import { addStoreOptions, print, type StoreOptions, toNumber, withLydian } from "../store-options.ts";

interface Options extends StoreOptions {
  readonly where?: string;
  readonly mode?: SearchMode;
  readonly passages?: number;
}

export function checkClaimCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("check-claim")
      .summary("does any document say this?")
      .description("Searches for a sentence, whoever wrote it, and checks it against each of the nearest passages.")
      .argument("<sentence...>", "one sentence that says something")
      .option("--where <filter>", "only documents whose metadata fits")
      .option("--passages <number>", "how many of the nearest passages, from 1 to 20 (default: 5)", toNumber)
      .addOption(new Option("--mode <mode>", "how to search").choices(["hybrid", "lexical", "vector"])),
  )
    .addHelpText(
      "after",
      `
Exits with 3 unless it is supported. Where one document supports it and another contradicts it, both are shown.

Examples:
  lydian check-claim "A lost key costs 15 euros."
  lydian check-claim "A lost key costs 15 euros." --where 'year >= 2024' --json`,
    )
    .action((words: readonly string[], options: Options) => checkClaim(context, words.join(" "), options));
}

async function checkClaim(context: CommandContext, claim: string, options: Options): Promise<void> {
  const { terminal, signal, setExitCode } = context;
  const { where, mode, passages } = options;
  const asked: CheckClaimOptions = defined({ signal, where, mode, passages });
  const report = await withLydian(context, options, (lydian) => lydian.checkClaim(claim, asked));
  print(context, options, { value: report, lines: () => renderClaim(report, terminal.out) });
  if (!options.json) for (const line of renderWarnings(report.warnings, terminal.err)) terminal.err.line(line);
  if (report.verdict !== "supported") setExitCode(exitCodes.notHolding);
}
