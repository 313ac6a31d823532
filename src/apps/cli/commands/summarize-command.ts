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
      .summary("sum up documents, section by section")
      .description(
        "Reads every section of documents and sums them up; each sentence has its source, and the coverage says what was read. Without a language model it chooses the documents' own sentences.",
      )
      .argument("[documents...]", "ids, URIs, paths, or the ends of paths (default: all)")
      .option("--about <text>", "only what speaks of this")
      .option("--words <number>", "about so many words (default: 200)", toNumber)
      .option("--where <filter>", "only documents whose metadata fits")
      .option("--model <model>", "what reads and writes (default: the setting answer.model)")
      .option("--profile <name>", "how a language model writes (default: the setting answer.profile)")
      .option("--yes", "do not ask before a language model reads many sections")
      .option("--save", "keep the summary with all that it rests on, to check it later (lydian answers)"),
  )
    .addHelpText(
      "after",
      `
A reading by a language model that is stopped goes on from there when the same command is run again.

Exit codes: 0 for a summary, 3 if the documents say nothing of it.

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
  const chosen = defined({ where, about });
  const asked: SummarizeOptions = defined({ signal, ...chosen, words, save });
  const steps = await showSteps(context);
  try {
    const answer = await withLydian(context, options, async (lydian) => {
      const estimate = await lydian.estimateReading({ signal, documents, ...chosen });
      if (!(await confirmReading(context, estimate, { yes }))) return undefined;
      lydian.on(steps.listener);
      return lydian.summarize(documents, asked);
    });
    steps.stop();
    if (answer === undefined) return;
    print(context, options, { value: answer, lines: () => renderAnswer(answer, terminal.out) });
    if (save && !options.json) terminal.err.line(`saved as ${answer.id}`);
    if (answer.status === "abstained") context.setExitCode(exitCodes.abstained);
  } finally {
    steps.stop();
    if (signal.aborted)
      terminal.err.line("What a language model has read is kept; the same command goes on from here.");
  }
}
