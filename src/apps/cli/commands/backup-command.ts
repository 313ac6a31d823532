import { Command } from "commander";
import { InvalidArgumentError } from "../../../core/index.ts";
import { type CommandContext, exitCodes } from "../command-context.ts";
import { bytes, count } from "../render/render-counts.ts";
import { renderWarnings } from "../render/render-warnings.ts";
import { showSteps } from "../show-steps.ts";
import { addStoreOptions, print, type StoreOptions, withLydian } from "../store-options.ts";

interface Options extends StoreOptions {
  readonly force?: true;
}

export function backupCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("backup")
      .summary("copy the store to one file")
      .description(
        "Copies the store with all its collections to one file, even while other processes read and write. The copy has the state at the start, and is checked. Saved answers and conversations are copied beside it, to FILE.state. To restore a backup, put FILE into a new folder as store.db, and FILE.state as state.db.",
      )
      .argument("<file>", "file to create")
      .option("--force", "replace an existing file"),
  )
    .addHelpText(
      "after",
      `
Exit codes: 0 if everything was copied, 4 if saved answers and conversations could not be copied.

Examples:
  lydian backup /backups/handbook.db
  mkdir restored && cp /backups/handbook.db restored/store.db && lydian status --store restored`,
    )
    .action((file: string, options: Options) => backup(context, file, options));
}

async function backup(context: CommandContext, file: string, options: Options): Promise<void> {
  const { signal, terminal } = context;
  if (options.collection !== undefined)
    throw new InvalidArgumentError("A backup copies the store with all its collections.", {
      hint: `To copy one collection, run \`lydian export FILE --collection ${options.collection}\`.`,
    });
  const progress = await showSteps(context);
  try {
    const report = await withLydian(context, options, async (lydian) => {
      lydian.on(progress.listener);
      return await lydian.backup(file, { signal, replace: options.force ?? false });
    });
    progress.stop();
    const { sizeBytes, documents, chunks } = report;
    const contents = `${count(documents, "document")}, ${count(chunks, "chunk")}`;
    const state =
      report.stateFile === undefined ? [] : [`${report.stateFile}  saved answers and conversations, checked`];
    const lines = () => [`${report.file}  ${bytes(sizeBytes)}, checked: ${contents}`, ...state];
    print(context, options, { value: report, lines });
    if (report.warnings.length === 0) return;
    if (!options.json) for (const line of renderWarnings(report.warnings, terminal.err)) terminal.err.line(line);
    context.setExitCode(exitCodes.someFailed);
  } finally {
    progress.stop();
  }
}
