import { Command } from "commander";
import type { ReindexReport } from "../../../library/index.ts";
import { type CommandContext, exitCodes } from "../command-context.ts";
import { count } from "../render/render-counts.ts";
import { renderOutcome } from "../render/render-outcome.ts";
import { showProgress } from "../show-progress.ts";
import { addStoreOptions, print, type StoreOptions, withLydian } from "../store-options.ts";

interface Options extends StoreOptions {
  readonly forgetOld?: true;
}

export function reindexCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("reindex")
      .summary("switch to another embedding model")
      .description(
        "Computes the vectors of the configured embedding model while searches still use the old ones, then switches all at once. After that, it rechunks documents whose length the new model counts differently. Run the same command again to continue an interrupted run.",
      )
      .option("--forget-old", "also delete the stored vectors of the old model, which would make switching back fast"),
  )
    .addHelpText(
      "after",
      `
Examples:
  lydian reindex
  lydian reindex --collection notes --forget-old

Exit codes: 4 if passages of some documents could not be embedded, 130 if stopped (everything computed so far is kept).`,
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
    const { notEmbedded } = report;
    const failures = () => notEmbedded.flatMap((outcome) => renderOutcome(outcome, terminal.out));
    print(context, options, { value: report, lines: () => [...failures(), describe(report)] });
    if (notEmbedded.length > 0) context.setExitCode(exitCodes.someFailed);
  } finally {
    progress.stop();
    if (signal.aborted)
      terminal.err.line(
        "Computed vectors are kept, and the old ones stay in use until all are ready. Run the same command again to continue.",
      );
  }
}

function describe({ collection, from, to, swapped, embedded, rechunked }: ReindexReport): string {
  const suffix = rechunked === 0 ? "" : `, ${count(rechunked, "document")} rechunked`;
  if (swapped) return `${count(embedded, "chunk")} of collection ${collection} switched from ${from} to ${to}${suffix}`;
  return embedded === 0
    ? `collection ${collection} already has all vectors of ${to}${suffix}`
    : `${count(embedded, "vector")} of ${to} added to collection ${collection}${suffix}`;
}
