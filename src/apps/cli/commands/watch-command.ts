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
        .summary("keep the documents in step with folders, until it is stopped")
        .description(
          "Brings folders in step, as `lydian sync` does, and then keeps them so: what is deleted is taken out at once, and what is new or changed is read when it has been quiet for a moment.",
        )
        .argument("<folders...>", "folders"),
    ),
  )
    .addHelpText(
      "after",
      `
Ctrl-C or SIGTERM end it, with exit code 0; what was written is kept. With --json each event is one line of JSON.

Examples:
  lydian watch ./handbook
  lydian watch ./handbook ./letters --json`,
    )
    .action((folders: readonly string[], options: Options) => watch(context, folders, options));
}

async function watch(context: CommandContext, folders: readonly string[], options: Options): Promise<void> {
  const { terminal, signal } = context;
  const tell = (event: LydianEvent) => {
    if (options.json) terminal.out.line(JSON.stringify(event));
    else for (const line of renderWatchEvent(event, terminal.out)) terminal.out.line(line);
  };
  const given = await toAddOptions(options);
  await withLydian(context, options, async (lydian) => {
    lydian.on(tell);
    await lydian.watch(folders, { ...given, signal });
  });
}
