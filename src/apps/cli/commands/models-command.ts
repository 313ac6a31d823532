import { Command } from "commander";
import type { CommandContext } from "../command-context.ts";
import { modelsListCommand } from "./models-list-command.ts";
import { modelsPullCommand } from "./models-pull-command.ts";
import { modelsTestCommand } from "./models-test-command.ts";

export function modelsCommand(context: CommandContext): Command {
  return new Command("models")
    .summary("list, test and fetch models")
    .description("Lists the models that are there, tests a language model, and fetches the file of one.")
    .addCommand(modelsListCommand(context))
    .addCommand(modelsTestCommand(context))
    .addCommand(modelsPullCommand(context));
}
