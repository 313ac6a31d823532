import { Command } from "commander";
import { defined } from "../../../core/index.ts";
import type { SyncOptions } from "../../../library/index.ts";
import { type CommandContext, exitCodes } from "../command-context.ts";
import { addIngestOptions, type IngestOptions, toAddOptions } from "../ingest-options.ts";
import { renderSync } from "../render/render-sync.ts";
import { showProgress } from "../show-progress.ts";
import { addStoreOptions, print, type StoreOptions, withLydian } from "../store-options.ts";
import { addWebOptions, type WebOptions } from "../web-options.ts";

interface Options extends StoreOptions, IngestOptions, WebOptions {
  readonly dryRun?: true;
}

export function syncCommand(context: CommandContext): Command {
  const command = new Command("sync")
    .summary("sync the documents with folders or websites")
    .description(
      "Adds the new files of a folder or website, reads changed files again, and removes documents whose files are gone. A moved or renamed file keeps its id. Each folder or website becomes a source of the collection, and its options are remembered. Without a name, all sources are synced.",
    )
    .argument("[sources...]", "folders or web addresses")
    .option("--dry-run", "show what would change, without changing anything");
  return addStoreOptions(addWebOptions(addIngestOptions(command)))
    .addHelpText(
      "after",
      `
A source owns the documents that came from it, and those that had no owner. A sync changes and removes only these.
If a source cannot be read or is suddenly empty, nothing is removed. To give up a source: lydian sources remove SOURCE.

Exit codes: 4 if a source or some files failed, 130 if stopped (everything written so far is kept).

Examples:
  lydian sync ./handbook --meta team=front-desk
  lydian sync ./handbook --dry-run
  lydian sync`,
    )
    .action((sources: readonly string[], options: Options) => sync(context, sources, options));
}

async function sync(context: CommandContext, sources: readonly string[], options: Options): Promise<void> {
  const { terminal, signal } = context;
  const { depth, dryRun = false, embed } = options;
  const syncOptions: SyncOptions = defined({ ...(await toAddOptions(options)), signal, dryRun, depth });
  const progress = await showProgress(context, { embeds: embed && !dryRun, isDry: dryRun });
  try {
    const report = await withLydian(context, options, async (lydian) => {
      lydian.on(progress.listener);
      return await lydian.sync(sources.length === 0 ? undefined : sources, syncOptions);
    });
    progress.stop();
    print(context, options, { value: report, lines: () => renderSync(report, terminal.out) });
    const outcomes = [...report.sources.flatMap((source) => source.outcomes), ...report.notEmbedded];
    if (outcomes.some(({ outcome }) => outcome === "failed")) context.setExitCode(exitCodes.someFailed);
  } finally {
    progress.stop();
    if (signal.aborted) terminal.err.line(progress.kept());
  }
}
