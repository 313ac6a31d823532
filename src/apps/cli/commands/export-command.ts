import { Command } from "commander";
import type { CommandContext } from "../command-context.ts";
import { count } from "../render/render-counts.ts";
import { showSteps } from "../show-steps.ts";
import { addStoreOptions, print, type StoreOptions, withLydian } from "../store-options.ts";

interface Options extends StoreOptions {
  readonly force?: true;
}

export function exportCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("export")
      .summary("write collections to one file, to move them")
      .description(
        "Writes all collections, or the one that --collection names, to one file: documents with their originals, chunks, vectors and sources. The format is documented and compressed; `lydian import` reads it.",
      )
      .argument("<file>", "the file to make")
      .option("--force", "replace the file, if there is one"),
  )
    .addHelpText(
      "after",
      `
Examples:
  lydian export handbook.lydian.gz
  lydian export notes.lydian.gz --collection notes`,
    )
    .action((file: string, options: Options) => exportTo(context, file, options));
}

async function exportTo(context: CommandContext, file: string, options: Options): Promise<void> {
  const { signal } = context;
  const { collection, force } = options;
  const progress = await showSteps(context);
  try {
    const report = await withLydian(context, options, async (lydian) => {
      lydian.on(progress.listener);
      const chosen = collection === undefined ? {} : { collection };
      return await lydian.exportTo(file, { signal, replace: force ?? false, ...chosen });
    });
    progress.stop();
    const lines = () => [
      ...report.collections.map((one) => `exported  ${one.collection}  ${count(one.documents, "document")}`),
      report.file,
    ];
    print(context, options, { value: report, lines });
  } finally {
    progress.stop();
  }
}
