import { Command } from "commander";
import { defined } from "../../../core/index.ts";
import type { CommandContext } from "../command-context.ts";
import { renderIgnored } from "../render/render-ignored.ts";
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
        "Serves the store until Ctrl-C: the web page, Lydian's API below /api/v1, an OpenAI-compatible API below /v1, and agents at /mcp. By default, only this machine can connect; any other address requires a key (lydian keys).",
      )
      .option("--host <address>", "address to listen on (default: the setting server.host)")
      .option("--port <number>", "port; 0 for any free port (default: the setting server.port)", toNumber),
  )
    .addHelpText(
      "after",
      `
Requests are logged to standard error as lines of JSON, without questions or document text.

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
    onIgnored: (ignored) => {
      for (const line of renderIgnored(ignored)) terminal.err.line(line);
    },
    onListening: (url) => terminal.out.line(json ? JSON.stringify({ url }) : `Serving at ${url}; Ctrl-C stops.`),
  });
}
