import { Command } from "commander";
import type { CommandContext } from "../command-context.ts";
import { evalRetrievalCommand } from "./eval-retrieval-command.ts";

export function evalCommand(context: CommandContext): Command {
  return new Command("eval")
    .summary("measure quality")
    .description("Measures how good Lydian is.")
    .addCommand(evalRetrievalCommand(context));
}
