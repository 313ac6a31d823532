import { Command } from "commander";
import { InvalidArgumentError } from "../../../core/index.ts";
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
      .summary("import what `lydian export` wrote")
      .description(
        "Imports collections from a file of `lydian export`. The whole file is checked before anything is written. Vectors come along where they are of the collection's embedding model; otherwise they are computed anew. Stopped, it goes on from there when it is run again.",
      )
      .argument("<file>", "the file to read; - for standard input")
      .option("--as <name>", "give the export's only collection another name here")
      .option("--replace", "let documents take the place of other versions of the same URI")
      .option("--no-embed", "leave vectors that did not come along to `lydian embed`"),
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
    throw new InvalidArgumentError("An import takes all collections of the file, under their own names.", {
      hint: `\`--as ${collection}\` gives the only collection of a file another name.`,
    });
  if (file === "-" && terminal.bytes.isInputTerminal)
    throw new InvalidArgumentError("An export can not be typed in at a terminal.", {
      hint: "Name a file, or let another program write it: `… | lydian import -`.",
    });
  const progress = await showSteps(context);
  try {
    const report = await withLydian(context, options, async (lydian) => {
      lydian.on(progress.listener);
      const renamed = as === undefined ? {} : { as };
      return await lydian.importFrom(file === "-" ? terminal.bytes.input : file, {
        signal,
        embed,
        replace: replace ?? false,
        ...renamed,
      });
    });
    progress.stop();
    print(context, options, { value: report, lines: () => report.collections.map(describe) });
  } finally {
    progress.stop();
    if (signal.aborted) terminal.err.line("What was imported is kept; the same command goes on from here.");
  }
}

function describe(one: ImportReport["collections"][number]): string {
  const { collection, imported, replaced, skipped, kept, withVectors, chunksWithoutVectors } = one;
  const parts = [
    count(imported, "document"),
    `${withVectors.toLocaleString("en-US")} with vectors`,
    ...(replaced > 0 ? [`${replaced} in the place of another version`] : []),
    ...(skipped > 0 ? [`${skipped} were there already`] : []),
    ...(kept > 0 ? [`${kept} left out, since another version is there (--replace)`] : []),
    ...(chunksWithoutVectors > 0 ? [`${count(chunksWithoutVectors, "chunk")} without vectors (lydian embed)`] : []),
  ];
  return `imported  ${collection}  ${parts.join(", ")}`;
}
