import { Command } from "commander";
import type { CommandContext } from "../command-context.ts";
import { modelsListCommand } from "./models-list-command.ts";
import { modelsTestCommand } from "./models-test-command.ts";

export function modelsCommand(context: CommandContext): Command {
  return new Command("models")
    .summary("list and test models")
    .description("Lists the models that are there, and tests a language model.")
    .addCommand(modelsListCommand(context))
    .addCommand(modelsTestCommand(context));
}
