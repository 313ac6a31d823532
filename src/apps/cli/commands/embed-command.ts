import { Command } from "commander";
import { type CommandContext, exitCodes } from "../command-context.ts";
import { count } from "../render/render-counts.ts";
import { renderOutcome } from "../render/render-outcome.ts";
import { showProgress } from "../show-progress.ts";
import { addStoreOptions, print, type StoreOptions, withLydian } from "../store-options.ts";

export function embedCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("embed")
      .summary("compute missing vectors")
      .description("Computes missing vectors, for example after `lydian add --no-embed` or an interrupted run."),
  )
    .addHelpText(
      "after",
      `
Examples:
  lydian embed
  lydian embed --collection notes

Exit codes: 4 if passages of some documents could not be embedded, 130 if stopped (everything computed so far is kept).`,
    )
    .action((options: StoreOptions) => embed(context, options));
}

async function embed(context: CommandContext, options: StoreOptions): Promise<void> {
  const { terminal, signal } = context;
  const progress = await showProgress(context, { embeds: true });
  try {
    const report = await withLydian(context, options, async (lydian) => {
      lydian.on(progress.listener);
      return await lydian.embed({ signal });
    });
    progress.stop();
    const { embedded, rechunked, collection, notEmbedded, chunksWithoutVectors: missing } = report;
    const rest = missing === 0 ? "none is missing" : `${count(missing, "chunk")} still without vectors`;
    const prefix = rechunked === 0 ? "" : `${count(rechunked, "document")} rechunked, `;
    const summary = `${prefix}${count(embedded, "vector")} computed in collection ${collection}; ${rest}`;
    const lines = () => [...notEmbedded.flatMap((outcome) => renderOutcome(outcome, terminal.out)), summary];
    print(context, options, { value: report, lines });
    if (notEmbedded.length > 0) context.setExitCode(exitCodes.someFailed);
  } finally {
    progress.stop();
    if (signal.aborted) terminal.err.line(progress.kept());
  }
}
