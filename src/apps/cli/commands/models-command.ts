import { Command } from "commander";
import type { CommandContext } from "../command-context.ts";
import { modelsListCommand } from "./models-list-command.ts";
import { modelsPullCommand } from "./models-pull-command.ts";
import { modelsTestCommand } from "./models-test-command.ts";

export function modelsCommand(context: CommandContext): Command {
  return new Command("models")
    .summary("list, test and download models")
    .description("Lists models, tests a language model, and downloads the file of one.")
    .addCommand(modelsListCommand(context))
    .addCommand(modelsTestCommand(context))
    .addCommand(modelsPullCommand(context));
}
