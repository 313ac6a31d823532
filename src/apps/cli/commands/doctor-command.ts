import { Command } from "commander";
import type { DoctorReport } from "../../../lydian.ts";
import { type CommandContext, exitCodes } from "../command-context.ts";
import { oneLine } from "../render/sanitize-text.ts";
import { wrapText } from "../render/wrap-text.ts";
import { addStoreOptions, print, type StoreOptions, toOpenOptions } from "../store-options.ts";
import type { Output } from "../terminal.ts";

export function doctorCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("doctor")
      .summary("check that all is well")
      .description(
        "Checks Node.js, the embedding model, SQLite, the disk and the store, and says the cure of a problem.",
      ),
  )
    .addHelpText(
      "after",
      `
Exit codes: 1 if there is a problem.

Examples:
  lydian doctor
  lydian doctor --store ./.lydian --json`,
    )
    .action((options: StoreOptions) => doctor(context, options));
}

async function doctor(context: CommandContext, options: StoreOptions): Promise<void> {
  const { terminal, signal } = context;
  const report = await context.runDoctor({ ...toOpenOptions(options), signal });
  print(context, options, { value: report, lines: () => renderReport(report, terminal.out) });
  if (report.checks.some((check) => check.status === "problem")) context.setExitCode(exitCodes.failure);
}

function renderReport({ checks }: DoctorReport, { colors, columns }: Output): readonly string[] {
  const width = Math.max(...checks.map(({ name }) => name.length));
  return checks.flatMap(({ name, status, message, hint }) => [
    `${status === "ok" ? colors.green("ok     ") : colors.red("problem")}  ${name.padEnd(width)}  ${oneLine(message)}`,
    ...(hint === undefined ? [] : [wrapText(`hint: ${oneLine(hint)}`, columns, "         ")]),
  ]);
}
