import { Command } from "commander";
import type { CommandContext } from "../command-context.ts";
import { evalRetrievalCommand } from "./eval-retrieval-command.ts";

export function evalCommand(context: CommandContext): Command {
  return new Command("eval")
    .summary("measure the quality of search")
    .description("Measures the quality of search on data sets with known relevant documents.")
    .addCommand(evalRetrievalCommand(context));
}
