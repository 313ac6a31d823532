import { Command } from "commander";
import { InvalidArgumentError } from "../../../core/index.ts";
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
      .argument("<file>", "the file to make; - for standard output")
      .option("--force", "replace the file, if there is one"),
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
    throw new InvalidArgumentError("An export is compressed bytes, which a terminal can not show.", {
      hint: "Name a file, or let another program read it: `lydian export - | …`.",
    });
  const { collection, force } = options;
  const progress = await showSteps(context);
  try {
    const report = await withLydian(context, options, async (lydian) => {
      lydian.on(progress.listener);
      const chosen = collection === undefined ? {} : { collection };
      return await lydian.exportTo(isStream ? terminal.bytes.output : file, {
        signal,
        replace: force ?? false,
        ...chosen,
      });
    });
    progress.stop();
    const lines = () => [
      ...report.collections.map((one) => `exported  ${one.collection}  ${count(one.documents, "document")}`),
      ...(report.file === undefined ? [] : [report.file]),
    ];
    // Standard output is the export then, and nothing else.
    const told = isStream ? { ...context, terminal: { ...terminal, out: terminal.err } } : context;
    print(told, options, { value: report, lines });
  } finally {
    progress.stop();
  }
}
