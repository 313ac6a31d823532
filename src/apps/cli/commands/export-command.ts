import { Command } from "commander";
import { defined, InvalidArgumentError } from "../../../core/index.ts";
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
      .summary("write collections to one file")
      .description(
        "Writes all collections, or the one named with --collection, to one file: documents with their originals, chunks, vectors and sources. The format is documented and compressed. `lydian import` reads it.",
      )
      .argument("<file>", "file to create; - for standard output")
      .option("--force", "replace an existing file"),
  )
    .addHelpText(
      "after",
      `
Examples:
  lydian export handbook.lydian.gz
  lydian export notes.lydian.gz --collection notes
  lydian export - | ssh clinic lydian import -`,
    )
    .action((file: string, options: Options) => exportTo(context, file, options));
}

async function exportTo(context: CommandContext, file: string, options: Options): Promise<void> {
  const { signal, terminal } = context;
  const isStream = file === "-";
  if (isStream && terminal.out.isTerminal)
    throw new InvalidArgumentError("An export is compressed binary data, which a terminal cannot show.", {
      hint: "Name a file, or pipe it into another program: `lydian export - | …`.",
    });
  const { collection, force } = options;
  const progress = await showSteps(context);
  try {
    const report = await withLydian(context, options, async (lydian) => {
      lydian.on(progress.listener);
      const target = isStream ? terminal.bytes.output : file;
      return await lydian.exportTo(target, defined({ signal, replace: force ?? false, collection }));
    });
    progress.stop();
    const lines = () => [
      ...report.collections.map((one) => `exported  ${one.collection}  ${count(one.documents, "document")}`),
      ...(report.file === undefined ? [] : [report.file]),
    ];
    // The report goes to standard error if standard output carries the export.
    const reporting = isStream ? { ...context, terminal: { ...terminal, out: terminal.err } } : context;
    print(reporting, options, { value: report, lines });
  } finally {
    progress.stop();
  }
}
