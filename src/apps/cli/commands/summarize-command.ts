import { Command } from "commander";
import { defined } from "../../../core/index.ts";
import type { SummarizeOptions } from "../../../library/index.ts";
import { type CommandContext, exitCodes } from "../command-context.ts";
import { confirmReading } from "../confirm-reading.ts";
import { renderAnswer } from "../render/render-answer.ts";
import { showSteps } from "../show-steps.ts";
import { addStoreOptions, print, type StoreOptions, toNumber, withLydian } from "../store-options.ts";

interface Options extends StoreOptions {
  readonly where?: string;
  readonly about?: string;
  readonly words?: number;
  readonly yes?: true;
  readonly save?: true;
}

export function summarizeCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("summarize")
      .summary("summarize documents section by section")
      .description(
        "Reads every section of the documents and summarizes them. Each sentence cites its source, and the coverage states what was read. Without a language model, the summary consists of sentences from the documents.",
      )
      .argument("[documents...]", "ids, URIs, paths, or the ends of paths (default: all)")
      .option("--about <text>", "only content about this topic")
      .option("--words <number>", "approximate length in words (default: 200)", toNumber)
      .option("--where <filter>", "only documents whose metadata match the filter")
      .option("--model <model>", "model that reads and writes (default: the setting answer.model)")
      .option("--profile <name>", "writing profile for a language model (default: the setting answer.profile)")
      .option("--yes", "do not ask before a language model reads many sections")
      .option("--save", "save the summary with its evidence, to check it later (lydian answers)"),
  )
    .addHelpText(
      "after",
      `
If you stop the command while a language model reads, run it again to continue.

Exit codes: 0 for a summary, 3 if the documents say nothing about the topic.

Examples:
  lydian summarize handbook/home-visits.html
  lydian summarize --about "parking" --words 100
  lydian summarize --where 'year >= 2025' --model ollama:qwen3 --yes
  lydian summarize report.pdf --json | jq .coverage`,
    )
    .action((documents: readonly string[], options: Options) => summarize(context, documents, options));
}

async function summarize(context: CommandContext, documents: readonly string[], options: Options): Promise<void> {
  const { terminal, signal } = context;
  const { where, about, words, save, yes = false } = options;
  const selection = defined({ where, about });
  const summarizeOptions: SummarizeOptions = defined({ signal, ...selection, words, save });
  const steps = await showSteps(context);
  try {
    const answer = await withLydian(context, options, async (lydian) => {
      const estimate = await lydian.estimateReading({ signal, documents, ...selection });
      if (!(await confirmReading(context, estimate, yes))) return undefined;
      lydian.on(steps.listener);
      return lydian.summarize(documents, summarizeOptions);
    });
    steps.stop();
    if (answer === undefined) return;
    print(context, options, { value: answer, lines: () => renderAnswer(answer, terminal.out) });
    if (save && !options.json) terminal.err.line(`saved as ${answer.id}`);
    if (answer.status === "abstained") context.setExitCode(exitCodes.abstained);
  } finally {
    steps.stop();
    if (signal.aborted)
      terminal.err.line("Sections that a language model has read are kept. Run the same command again to continue.");
  }
}
