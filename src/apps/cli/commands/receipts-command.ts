import { Command } from "commander";
import { defined } from "../../../core/index.ts";
import { oneLine } from "../../present/index.ts";
import { type CommandContext, exitCodes } from "../command-context.ts";
import { renderReceipts } from "../render/render-receipts.ts";
import { addStoreOptions, print, type StoreOptions, withLydian } from "../store-options.ts";

interface Options extends StoreOptions {
  readonly problems?: true;
  readonly where?: string;
}

export function receiptsCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("receipts")
      .summary("show what was read from each document")
      .description(
        "Shows how much of each document was read, what was not read, and which other documents are nearly the same. Files that were not added are listed until they are added, gone or removed by name. For named documents, every warning is shown in full.",
      )
      .argument("[documents...]", "ids, URIs, paths, or the ends of paths (default: all)")
      .option("--problems", "only documents that need attention")
      .option("--where <filter>", "only documents whose metadata match the filter"),
  )
    .addHelpText(
      "after",
      `
Exit codes: 4 if a document was not found.

Examples:
  lydian receipts --problems
  lydian receipts handbook/fees.pdf
  lydian receipts --problems --json | jq -r '.receipts[].uri'`,
    )
    .action((documents: readonly string[], options: Options) => receipts(context, documents, options));
}

async function receipts(context: CommandContext, documents: readonly string[], options: Options): Promise<void> {
  const { terminal, signal } = context;
  const { where, problems = false } = options;
  const report = await withLydian(context, options, (lydian) =>
    lydian.receipts(defined({ signal, documents, problems, where })),
  );
  const details = documents.length > 0;
  print(context, options, { value: report, lines: () => renderReceipts(report, details, terminal.out) });
  for (const name of report.notFound) terminal.err.line(`not found  ${oneLine(name)}`);
  if (report.notFound.length > 0) context.setExitCode(exitCodes.someFailed);
}
