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
      .summary("show what was read of the documents")
      .description(
        "Shows for each document how much of it was read, what was not, and which other documents say nearly the same. Of named documents every warning is shown.",
      )
      .argument("[documents...]", "ids, URIs, paths, or the ends of paths (default: all)")
      .option("--problems", "only documents that somebody should look after")
      .option("--where <filter>", "only documents whose metadata fits"),
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
  const asked = defined({ signal, documents, problems, where });
  const report = await withLydian(context, options, (lydian) => lydian.receipts(asked));
  const details = documents.length > 0;
  print(context, options, { value: report, lines: () => renderReceipts(report, { details }, terminal.out) });
  for (const name of report.notFound) terminal.err.line(`not found  ${oneLine(name)}`);
  if (report.notFound.length > 0) context.setExitCode(exitCodes.someFailed);
}
