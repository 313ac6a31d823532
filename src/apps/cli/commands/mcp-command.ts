import { Command } from "commander";
import { oneLine } from "../../present/index.ts";
import type { CommandContext } from "../command-context.ts";
import { addStoreOptions, type StoreOptions, toOpenOptions } from "../store-options.ts";

export function mcpCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("mcp")
      .summary("serve the store to an agent")
      .description(
        "Serves tools to an agent over standard input and output with the Model Context Protocol: search, ask, read_document, list_documents, check_claim and check_text. The agent starts this command itself.",
      )
      .option("--write", "also serve the tool add_document (default: read only)"),
  )
    .addHelpText(
      "after",
      `
Standard output carries only the protocol; messages go to standard error. The command ends with its input or with
Ctrl-C. The server (lydian serve) also answers agents, at /mcp.

Examples:
  lydian mcp --store ~/my-store
  lydian mcp --collection handbook --write
  claude mcp add lydian -- node ~/lydian/dist/cli/lydian.js mcp --store ~/my-store`,
    )
    .action(async (options: StoreOptions & { readonly write?: true }) => {
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

/** Describes an unexpected error without its message, which may contain anything; `--debug` shows the stack. */
function describe(error: unknown, debug: boolean): string {
  if (!(error instanceof Error)) return "A call failed unexpectedly.";
  return debug ? (error.stack ?? error.message) : `A call failed unexpectedly: ${error.name}.`;
}
