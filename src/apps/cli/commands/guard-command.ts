import { Command } from "commander";
import type { CommandContext } from "../command-context.ts";
import { guardEvaluateCommand } from "./guard-evaluate-command.ts";
import { guardExamplesCommand } from "./guard-examples-command.ts";
import { guardCheckCommand, guardRedactCommand } from "./guard-text-commands.ts";

export function guardCommand(context: CommandContext): Command {
  return new Command("guard")
    .summary("check or redact texts, list wrong verdicts, measure policies")
    .description("Checks texts with the guards of the policy, and replaces what they find.")
    .addCommand(guardCheckCommand(context))
    .addCommand(guardRedactCommand(context))
    .addCommand(guardExamplesCommand(context))
    .addCommand(guardEvaluateCommand(context));
}
