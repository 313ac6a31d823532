import { Command } from "commander";
import type { ProfileMeasures, ProfileReport } from "../../../evaluate/index.ts";
import { type CommandContext, exitCodes } from "../command-context.ts";
import { renderColumns } from "../render/render-columns.ts";
import { count, duration } from "../render/render-counts.ts";
import { addStoreOptions, print, type StoreOptions, withLydian } from "../store-options.ts";
import type { Output } from "../terminal.ts";

export function profileTestCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("test")
      .summary("measure a profile with and without its examples")
      .description(
        'Asks every question of a file twice: with the examples of the profile and without them. Shows how many questions were answered, how many of these by the language model, how many answers contain the expected one, how their sentences were judged, and the tokens and time used. The file has one JSON object per line: {"question": …, "answer": …}. A question may also have `answers`, a list, or no answer at all. A service may charge for this.',
      )
      .argument("<name>", "name of the profile")
      .argument("<questions>", "file with the questions")
      .option("--model <model>", "language model (default: the setting answer.model)"),
  )
    .addHelpText(
      "after",
      `
If you press Ctrl-C, the results so far are shown.

Examples:
  lydian profile test reception questions.jsonl --model ollama:qwen3
  lydian profile test reception questions.jsonl --model gguf:small --json`,
    )
    .action((name: string, questions: string, options: StoreOptions) => test(context, name, questions, options));
}

async function test(context: CommandContext, name: string, questions: string, options: StoreOptions): Promise<void> {
  const { terminal, signal } = context;
  const { evaluateProfile } = await import("../../../evaluate/index.ts");
  const startedAt = terminal.seconds();
  const onProgress = ({ done, total }: { readonly done: number; readonly total: number }) => {
    // Reports only every tenth part, so a log stays short.
    if (done !== total && done % Math.max(1, Math.floor(total / 10)) !== 0) return;
    const left = ((terminal.seconds() - startedAt) / done) * (total - done);
    terminal.err.line(`${done} of ${count(total, "question")}${done < total ? `, ${duration(left)} left` : ""}`);
  };
  const report = await withLydian(context, { ...options, profile: name }, (lydian) =>
    evaluateProfile({ lydian, questions, onProgress }, signal),
  );
  print(context, options, { value: report, lines: () => renderReport(report, terminal.out) });
  if (report.isPartial) context.setExitCode(exitCodes.interrupted);
}

function renderReport({ profile, variants, questions, isPartial }: ProfileReport, output: Output): readonly string[] {
  const columns = [
    { name: "" },
    ...variants.map(({ withExamples }) => ({ name: withExamples ? "with examples" : "without" })),
  ];
  const row = (name: string, cell: (measures: ProfileMeasures) => string) => [name, ...variants.map(cell)];
  const rows = [
    row("answered", ({ grounded }) => percent(grounded)),
    row("by the model", ({ byModel }) => percent(byModel)),
    row("contains the expected answer", ({ containsGold }) => percent(containsGold)),
    row("sentences supported", ({ verdicts }) => `${verdicts.supported}`),
    row("other sentences shown", ({ verdicts: { supported: _, ...others } }) => `${sum(Object.values(others))}`),
    row("tokens read", ({ inputTokens }) => rounded(inputTokens)),
    row("tokens written", ({ outputTokens }) => rounded(outputTokens)),
    row("time", ({ meanMs }) => `${(meanMs / 1_000).toFixed(2)} s`),
  ];
  const questionCount = variants[0]?.questions ?? 0;
  const stopped = isPartial ? ` of ${questions} (stopped early)` : "";
  return [
    `profile ${profile.name} (${profile.hash.slice(0, 12)}), ${count(questionCount, "question")}${stopped}; tokens and time are means`,
    "",
    ...renderColumns(columns, rows, output),
  ];
}

const percent = (part: number | undefined): string => (part === undefined ? "unknown" : `${(part * 100).toFixed(1)} %`);
const rounded = (value: number | undefined): string => (value === undefined ? "not reported" : `${Math.round(value)}`);
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
