import { Command } from "commander";
import type { LydianEvent } from "../../../core/index.ts";
import type { CommandContext } from "../command-context.ts";
import { addIngestOptions, type IngestOptions, toAddOptions } from "../ingest-options.ts";
import { renderWatchEvent } from "../render/render-watch-event.ts";
import { addStoreOptions, type StoreOptions, withLydian } from "../store-options.ts";

interface Options extends StoreOptions, IngestOptions {}

export function watchCommand(context: CommandContext): Command {
  return addStoreOptions(
    addIngestOptions(
      new Command("watch")
        .summary("sync folders continuously until stopped")
        .description(
          "Syncs folders like `lydian sync`, and then watches them. Documents of deleted files are removed at once. New and changed files are read after a short quiet period.",
        )
        .argument("<folders...>", "folders to watch"),
    ),
  )
    .addHelpText(
      "after",
      `
Ctrl-C or SIGTERM ends it with exit code 0; everything written so far is kept. With --json, each event is one line of
JSON.

Examples:
  lydian watch ./handbook
  lydian watch ./handbook ./letters --json`,
    )
    .action((folders: readonly string[], options: Options) => watch(context, folders, options));
}

async function watch(context: CommandContext, folders: readonly string[], options: Options): Promise<void> {
  const { terminal, signal } = context;
  const printEvent = (event: LydianEvent) => {
    if (options.json) terminal.out.line(JSON.stringify(event));
    else for (const line of renderWatchEvent(event, terminal.out)) terminal.out.line(line);
  };
  const addOptions = await toAddOptions(options);
  await withLydian(context, options, async (lydian) => {
    lydian.on(printEvent);
    await lydian.watch(folders, { ...addOptions, signal });
  });
}
