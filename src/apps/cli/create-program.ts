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
import { guardCommand } from "./commands/guard-command.ts";
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
import { reviewCommand } from "./commands/review-command.ts";
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
 * Creates the whole command line, with its help and its actions. Only the libraries of the terminal are loaded until a
 * command runs.
 */
export function createProgram(context: CommandContext, version: string): Command {
  const program = new Command("lydian")
    .description(
      "Answers questions from your own documents, and cites a source for every sentence. Works offline by default.",
    )
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print help")
    .helpCommand("help [command]", "print the help of a command")
    .addHelpText(
      "after",
      `
The options --store, --collection, --wait, --json and --debug can be given before or after the command.

Exit codes: 0 success, 1 failure, 2 wrong usage, 3 no answer (ask, summarize) or a check that does not hold (answers
check, proof verify, check-claim, guard check), 4 some files or documents failed, 130 stopped by Ctrl-C.

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
    guardCommand,
    reviewCommand,
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
  configureErrors(program);
  return program;
}

/** Lets commands throw their errors, so `runCli` prints all errors in the same way. */
function configureErrors(command: Command): void {
  command.exitOverride().configureOutput({ outputError: () => undefined });
  command.helpOption("-h, --help", "print help");
  for (const subcommand of command.commands) configureErrors(subcommand);
}
