import { Command } from "commander";
import type { ReindexReport } from "../../../library/index.ts";
import type { CommandContext } from "../command-context.ts";
import { count } from "../render/render-counts.ts";
import { showProgress } from "../show-progress.ts";
import { addStoreOptions, print, type StoreOptions, withLydian } from "../store-options.ts";

interface Options extends StoreOptions {
  readonly forgetOld?: true;
}

export function reindexCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("reindex")
      .summary("change over to another embedding model")
      .description(
        "Computes the vectors of the embedding model that is set now beside the collection's own, and swaps all of them at once; until then searches go on with the old ones. Then documents are cut again whose sizes the model counts otherwise. Stopped, it goes on from there when it is run again.",
      )
      .option(
        "--forget-old",
        "also forget the computed vectors of the model before, which would make going back quick",
      ),
  )
    .addHelpText(
      "after",
      `
Examples:
  lydian reindex
  lydian reindex --collection notes --forget-old`,
    )
    .action((options: Options) => reindex(context, options));
}

async function reindex(context: CommandContext, options: Options): Promise<void> {
  const { terminal, signal } = context;
  const progress = await showProgress(context, { embeds: true });
  try {
    const report = await withLydian(context, options, async (lydian) => {
      lydian.on(progress.listener);
      return await lydian.reindex({ signal, forgetOld: options.forgetOld ?? false });
    });
    progress.stop();
    print(context, options, { value: report, lines: () => [describe(report)] });
  } finally {
    progress.stop();
    if (signal.aborted)
      terminal.err.line(
        "What was computed is kept, and the old vectors stay in use until all are there; go on by the same command.",
      );
  }
}

function describe({ collection, from, to, swapped, embedded, rechunked }: ReindexReport): string {
  const again = rechunked === 0 ? "" : `, ${count(rechunked, "document")} cut again`;
  if (swapped)
    return `${count(embedded, "chunk")} of collection ${collection} changed over from ${from} to ${to}${again}`;
  return embedded === 0
    ? `collection ${collection} has all vectors of ${to} already${again}`
    : `${count(embedded, "vector")} of ${to} added to collection ${collection}${again}`;
}
