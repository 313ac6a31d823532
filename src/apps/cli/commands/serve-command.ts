import { Command } from "commander";
import { defined } from "../../../core/index.ts";
import type { CommandContext } from "../command-context.ts";
import { addStoreOptions, type StoreOptions, toNumber, toOpenOptions } from "../store-options.ts";

interface Options extends StoreOptions {
  readonly host?: string;
  readonly port?: number;
}

export function serveCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("serve")
      .summary("serve the store over HTTP")
      .description(
        "Serves the store until Ctrl-C: Lydian's own API below /api/v1. It listens on this machine alone; another address demands a key (lydian keys).",
      )
      .option("--host <address>", "the address to listen on (default: the setting server.host)")
      .option("--port <number>", "the port, 0 for any that is free (default: the setting server.port)", toNumber),
  )
    .addHelpText(
      "after",
      `
Calls are logged to standard error as lines of JSON, without questions or texts.

Examples:
  lydian serve
  lydian serve --port 0
  lydian keys add "front desk" && lydian serve --host 0.0.0.0`,
    )
    .action((options: Options) => serve(context, options));
}

async function serve({ terminal, signal, serve: run }: CommandContext, options: Options): Promise<void> {
  const { host, port, json } = options;
  const open = toOpenOptions(options);
  await run({
    ...open,
    settings: {
      ...open.settings,
      server: defined({ host, port }),
    },
    signal,
    onListening: (url) => terminal.out.line(json ? JSON.stringify({ url }) : `Serving at ${url}; Ctrl-C stops.`),
  });
}
