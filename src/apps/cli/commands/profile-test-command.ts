import { Command } from "commander";
import type { ProfileMeasures, ProfileReport } from "../../../evaluate/index.ts";
import { type CommandContext, exitCodes } from "../command-context.ts";
import { count, duration } from "../render/render-counts.ts";
import { renderTable } from "../render/render-table.ts";
import { addStoreOptions, print, type StoreOptions, withLydian } from "../store-options.ts";
import type { Output } from "../terminal.ts";

export function profileTestCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("test")
      .summary("measure a profile, with its examples and without them")
      .description(
        'Asks every question of a file and says how many were answered, by the language model itself, how many answers contain the expected one, how their sentences were judged, and what it took: with the examples of the profile and without them. The file has one JSON object a line: {"question": …, "answer": …}; `answers` may be a list, and both may be left out. A service may charge for it.',
      )
      .argument("<name>", "the profile")
      .argument("<questions>", "the file of questions")
      .option("--model <model>", "the language model (default: the setting answer.model)"),
  )
    .addHelpText(
      "after",
      `
Stopped by Ctrl-C, it shows what was measured until then.

Examples:
  lydian profile test reception questions.jsonl --model ollama:qwen3
  lydian profile test reception questions.jsonl --model gguf:small --json`,
    )
    .action((name: string, questions: string, options: StoreOptions) => test(context, { name, questions }, options));
}

async function test(
  context: CommandContext,
  { name, questions }: { readonly name: string; readonly questions: string },
  options: StoreOptions,
): Promise<void> {
  const { terminal, signal } = context;
  const { evaluateProfile } = await import("../../../evaluate/index.ts");
  const startedAt = terminal.seconds();
  const onProgress = ({ done, total }: { readonly done: number; readonly total: number }) => {
    // Every tenth of them, so that a log stays short.
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
  const columns = [{ name: "" }, ...variants.map((one) => ({ name: one.withExamples ? "with examples" : "without" }))];
  const row = (name: string, tell: (one: ProfileMeasures) => string) => [name, ...variants.map(tell)];
  const rows = [
    row("answered", ({ grounded }) => percent(grounded)),
    row("by the model", ({ byModel }) => percent(byModel)),
    row("contains the expected", ({ containsGold }) => percent(containsGold)),
    row("sentences supported", ({ verdicts }) => `${verdicts.supported}`),
    row("others shown", ({ verdicts: { supported: _, ...others } }) => `${sum(Object.values(others))}`),
    row("tokens read", ({ inputTokens }) => rounded(inputTokens)),
    row("tokens written", ({ outputTokens }) => rounded(outputTokens)),
    row("time", ({ meanMs }) => `${(meanMs / 1_000).toFixed(2)} s`),
  ];
  const asked = variants[0]?.questions ?? 0;
  const stopped = isPartial ? ` of ${questions}, since it was stopped` : "";
  return [
    `profile ${profile.name} (${profile.hash.slice(0, 12)}), ${count(asked, "question")}${stopped}; tokens and time are means`,
    "",
    ...renderTable(columns, rows, output),
  ];
}

const percent = (part: number | undefined): string =>
  part === undefined ? "not known" : `${(part * 100).toFixed(1)} %`;
const rounded = (value: number | undefined): string => (value === undefined ? "not told" : `${Math.round(value)}`);
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
