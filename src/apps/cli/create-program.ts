import { Command } from "commander";
import type { CommandContext } from "./command-context.ts";
import { addCommand } from "./commands/add-command.ts";
import { answersCommand } from "./commands/answers-command.ts";
import { askCommand } from "./commands/ask-command.ts";
import { backupCommand } from "./commands/backup-command.ts";
import { calibrateCommand } from "./commands/calibrate-command.ts";
import { checkClaimCommand } from "./commands/check-claim-command.ts";
import { conversationsCommand } from "./commands/conversations-command.ts";
import { doctorCommand } from "./commands/doctor-command.ts";
import { embedCommand } from "./commands/embed-command.ts";
import { evalCommand } from "./commands/eval-command.ts";
import { explainCommand } from "./commands/explain-command.ts";
import { exportCommand } from "./commands/export-command.ts";
import { importCommand } from "./commands/import-command.ts";
import { keysCommand } from "./commands/keys-command.ts";
import { listCommand } from "./commands/list-command.ts";
import { mcpCommand } from "./commands/mcp-command.ts";
import { modelsCommand } from "./commands/models-command.ts";
import { profileCommand } from "./commands/profile-command.ts";
import { promptCommand } from "./commands/prompt-command.ts";
import { proofCommand } from "./commands/proof-command.ts";
import { receiptsCommand } from "./commands/receipts-command.ts";
import { reindexCommand } from "./commands/reindex-command.ts";
import { removeCommand } from "./commands/remove-command.ts";
import { searchCommand } from "./commands/search-command.ts";
import { serveCommand } from "./commands/serve-command.ts";
import { showCommand } from "./commands/show-command.ts";
import { sourcesCommand } from "./commands/sources-command.ts";
import { statusCommand } from "./commands/status-command.ts";
import { summarizeCommand } from "./commands/summarize-command.ts";
import { syncCommand } from "./commands/sync-command.ts";
import { trustCommand } from "./commands/trust-command.ts";
import { watchCommand } from "./commands/watch-command.ts";

/**
 * The whole command line: what it says in its help and what it does are both here. Nothing is loaded beyond the
 * terminal's own libraries until a command runs.
 */
export function createProgram(context: CommandContext, version: string): Command {
  const program = new Command("lydian")
    .description("Answers questions from your own documents, every sentence with its source; offline by default.")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print help")
    .helpCommand("help [command]", "print the help of a command")
    .addHelpText(
      "after",
      `
The options --store, --collection, --wait, --json and --debug may stand before or behind the command.

Exit codes: 0 done, 1 failure, 2 wrong usage, 3 the documents do not say it (ask) or no
longer say it (answers check, proof verify, check-claim), 4 some files failed (add, sync, remove, backup), 130 stopped
by Ctrl-C.

Examples:
  lydian add ./handbook
  lydian ask "What does a lost key cost?"
  lydian search "autoclave A-113" --mode lexical`,
    );
  const commands = [
    addCommand,
    syncCommand,
    watchCommand,
    sourcesCommand,
    askCommand,
    conversationsCommand,
    summarizeCommand,
    answersCommand,
    proofCommand,
    calibrateCommand,
    checkClaimCommand,
    searchCommand,
    explainCommand,
    listCommand,
    showCommand,
    receiptsCommand,
    removeCommand,
    embedCommand,
    reindexCommand,
    exportCommand,
    importCommand,
    backupCommand,
    modelsCommand,
    profileCommand,
    promptCommand,
    serveCommand,
    mcpCommand,
    keysCommand,
    statusCommand,
    doctorCommand,
    trustCommand,
    evalCommand,
  ];
  for (const create of commands) program.addCommand(create(context));
  quiet(program);
  return program;
}

/** Errors are thrown to whoever runs the program, so that all are told in the same way. */
function quiet(command: Command): void {
  command.exitOverride().configureOutput({ outputError: () => undefined });
  command.helpOption("-h, --help", "print help");
  for (const inner of command.commands) quiet(inner);
}
