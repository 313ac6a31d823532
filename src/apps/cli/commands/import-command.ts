import { Command } from "commander";
import { defined, InvalidArgumentError } from "../../../core/index.ts";
import type { ImportReport } from "../../../library/index.ts";
import type { CommandContext } from "../command-context.ts";
import { count } from "../render/render-counts.ts";
import { showSteps } from "../show-steps.ts";
import { addStoreOptions, print, type StoreOptions, withLydian } from "../store-options.ts";

interface Options extends StoreOptions {
  readonly as?: string;
  readonly replace?: true;
  readonly embed: boolean;
}

export function importCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("import")
      .summary("read a file that `lydian export` wrote")
      .description(
        "Imports collections from a file that `lydian export` wrote. The whole file is checked before anything is written. Vectors are imported if they belong to the embedding model of the collection; otherwise they are computed. Run the same command again to continue an interrupted import.",
      )
      .argument("<file>", "file to read; - for standard input")
      .option("--as <name>", "import the only collection of the file under another name")
      .option("--replace", "replace other versions of documents with the same URI")
      .option("--no-embed", "leave missing vectors to `lydian embed`"),
  )
    .addHelpText(
      "after",
      `
Examples:
  lydian import handbook.lydian.gz
  lydian import notes.lydian.gz --as notes-2025 --no-embed
  ssh clinic lydian export - | lydian import -`,
    )
    .action((file: string, options: Options) => importFrom(context, file, options));
}

async function importFrom(context: CommandContext, file: string, options: Options): Promise<void> {
  const { terminal, signal } = context;
  const { as, replace, embed, collection } = options;
  if (collection !== undefined)
    throw new InvalidArgumentError("An import reads all collections of the file under their own names.", {
      hint: `Use \`--as ${collection}\` to rename the collection of a file that has only one.`,
    });
  if (file === "-" && terminal.bytes.isInputTerminal)
    throw new InvalidArgumentError("An export cannot be typed at a terminal.", {
      hint: "Name a file, or pipe it from another program: `… | lydian import -`.",
    });
  const progress = await showSteps(context);
  try {
    const report = await withLydian(context, options, async (lydian) => {
      lydian.on(progress.listener);
      const source = file === "-" ? terminal.bytes.input : file;
      return await lydian.importFrom(source, defined({ signal, embed, replace: replace ?? false, as }));
    });
    progress.stop();
    print(context, options, { value: report, lines: () => report.collections.map(describe) });
  } finally {
    progress.stop();
    if (signal.aborted) terminal.err.line("Imported documents are kept. Run the same command again to continue.");
  }
}

function describe(report: ImportReport["collections"][number]): string {
  const { collection, imported, replaced, skipped, kept, withVectors, chunksWithoutVectors } = report;
  const parts = [
    count(imported, "document"),
    `${withVectors.toLocaleString("en-US")} with vectors`,
    ...(replaced > 0 ? [`${replaced} replaced another version`] : []),
    ...(skipped > 0 ? [`${skipped} already there`] : []),
    ...(kept > 0 ? [`${kept} skipped because another version exists (--replace)`] : []),
    ...(chunksWithoutVectors > 0 ? [`${count(chunksWithoutVectors, "chunk")} without vectors (run lydian embed)`] : []),
  ];
  return `imported  ${collection}  ${parts.join(", ")}`;
}
