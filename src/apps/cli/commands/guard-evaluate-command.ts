import { Command, Option } from "commander";
import { GUARD_STAGES, type GuardStage, InvalidArgumentError } from "../../../core/index.ts";
import type { CommandContext } from "../command-context.ts";
import { readTextFile } from "../read-text-file.ts";
import { renderSampleReport } from "../render/render-sample-report.ts";
import { addStoreOptions, print, type StoreOptions, withLydian } from "../store-options.ts";

interface Options extends StoreOptions {
  readonly stage: GuardStage;
}

export function guardEvaluateCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("evaluate")
      .summary("measure a policy on texts with known outcomes")
      .description(
        "Measures the guards that the policy sets for a stage on an evaluation set of OpenAI Guardrails: one JSON object a line, with id, data and expected_triggers. A trigger is the name of a guardrail, such as Contains PII, or the id of a guard. Prints precision and recall with 95 % intervals, F1 and counts, and no text of the set.",
      )
      .argument("<file>", "evaluation set as JSON Lines; - for standard input")
      .addOption(
        new Option("--stage <stage>", "stage whose guards are measured").choices(GUARD_STAGES).default("input"),
      )
      .option("--policy <policy>", "file or name of a policy (default: the setting guard.policy)"),
  )
    .addHelpText(
      "after",
      `
Examples:
  lydian guard evaluate samples.jsonl --policy guards.yaml
  lydian guard evaluate samples.jsonl --policy guards.yaml --stage output --json`,
    )
    .action((file: string, options: Options) => evaluateFile(context, file, options));
}

async function evaluateFile(context: CommandContext, file: string, options: Options): Promise<void> {
  const { terminal, signal } = context;
  const { stage } = options;
  const samples = await readTextFile(context, file);
  const { measureSamples } = await import("../../../evaluate/index.ts");
  const report = await withLydian(context, options, (lydian) =>
    measureSamples({
      text: samples,
      path: file,
      check: async (text) => (await lydian.checkText(text, { stage, signal, runAll: true })).verdicts,
    }),
  );
  if (report.triggers.length === 0)
    throw new InvalidArgumentError(`The policy has no guard at the stage "${stage}" for a trigger of ${file}.`, {
      hint: "Choose another stage with --stage, or a policy with --policy.",
    });
  print(context, options, { value: report, lines: () => renderSampleReport(report, terminal.out) });
  if (report.withoutGuard.length > 0)
    terminal.err.line(`No guard of the policy finds ${report.withoutGuard.join(", ")}.`);
}
