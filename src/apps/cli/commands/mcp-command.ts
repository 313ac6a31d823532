import { Command } from "commander";
import { oneLine } from "../../present/index.ts";
import type { CommandContext } from "../command-context.ts";
import { addStoreOptions, type StoreOptions, toOpenOptions } from "../store-options.ts";

interface Options extends StoreOptions {
  readonly write?: true;
}

export function mcpCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("mcp")
      .summary("let an agent use the store")
      .description(
        "Serves the store's tools to an agent over standard input and output, by the Model Context Protocol: search, ask, read_document, list_documents, check_claim. An agent starts it by itself.",
      )
      .option("--write", "also the tool add_document (default: it only reads)"),
  )
    .addHelpText(
      "after",
      `
Nothing but the protocol is written to standard output; messages go to standard error. It ends with its input, or with
Ctrl-C. The server (lydian serve) answers agents at /mcp, too.

Examples:
  lydian mcp --store ~/handbook/.lydian
  lydian mcp --collection handbook --write
  claude mcp add lydian -- npx lydian mcp --store ~/handbook/.lydian`,
    )
    .action(async (options: Options) => {
      const { terminal, signal } = context;
      terminal.err.line("Serving an agent on standard input and output; Ctrl-C stops.");
      await context.serveMcp({
        ...toOpenOptions(options),
        signal,
        mayWrite: options.write ?? false,
        onFailure: (error) => terminal.err.line(oneLine(describe(error, options.debug ?? false))),
      });
    });
}

/** The message of an error that was not expected may hold anything; the stack is for who asks for it. */
function describe(error: unknown, debug: boolean): string {
  if (!(error instanceof Error)) return "A call failed in a way that was not expected.";
  return debug ? (error.stack ?? error.message) : `A call failed in a way that was not expected: ${error.name}.`;
}
