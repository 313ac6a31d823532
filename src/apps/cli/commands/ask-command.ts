import { Command, Option } from "commander";
import type { AskOptions, SearchMode } from "../../../calls/index.ts";
import { type CommandContext, exitCodes } from "../command-context.ts";
import { confirmReading } from "../confirm-reading.ts";
import { renderAnswer } from "../render/render-answer.ts";
import { addReadingOptions, type RerankOptions, toRerank } from "../rerank-options.ts";
import { showSentences } from "../show-sentences.ts";
import { showSteps } from "../show-steps.ts";
import { addStoreOptions, print, type StoreOptions, withLydian } from "../store-options.ts";

interface Options extends StoreOptions, RerankOptions {
  readonly where?: string;
  readonly mode?: SearchMode;
  readonly save?: true;
  readonly all?: true;
  readonly yes?: true;
}

export function askCommand(context: CommandContext): Command {
  return addStoreOptions(
    addReadingOptions(
      new Command("ask")
        .summary("answer a question, with sources")
        .description(
          "Answers a question from the documents. Each sentence has its source; when the documents do not say it, so does Lydian.",
        )
        .argument("<question...>", "the question")
        .option(
          "--model <model>",
          "what answers: extractive, or a language model such as ollama:NAME or gguf:PATH (default: the setting answer.model)",
        )
        .option("--profile <name>", "how a language model writes (default: the setting answer.profile)")
        .option("--where <filter>", "only documents whose metadata fits")
        .option("--save", "keep the answer with all that it rests on, to check it later (lydian answers)")
        .option("--all", "read every section, and not only the nearest passages; with a language model by that")
        .option("--yes", "do not ask before a language model reads many sections")
        .addOption(new Option("--mode <mode>", "how to search").choices(["hybrid", "lexical", "vector"])),
    ),
  )
    .addHelpText(
      "after",
      `
Exit codes: 0 for an answer, 3 if the documents do not say it.

Examples:
  lydian ask "What does a lost key cost?"
  lydian ask "What does a lost key cost?" --model ollama:qwen3
  lydian ask "What does a lost key cost?" --model ollama:qwen3 --profile brief
  lydian ask "Who repairs the autoclave?" --where 'year >= 2025'
  lydian ask "What does a lost key cost?" --save && lydian answers check
  lydian ask "Which documents mention parking?"
  lydian ask "Which rules are there for visitors?" --all --model ollama:qwen3
  lydian ask "When is the clinic open on Saturday?" --json`,
    )
    .action((words: readonly string[], options: Options) => ask(context, words.join(" "), options));
}

async function ask(context: CommandContext, question: string, options: Options): Promise<void> {
  const { where, mode, save, all, yes = false } = options;
  const askOptions: AskOptions = {
    signal: context.signal,
    ...(where === undefined ? {} : { where }),
    ...(mode === undefined ? {} : { mode }),
    ...(save === undefined ? {} : { save }),
    ...(all === undefined ? {} : { all }),
    ...toRerank(options),
  };
  const { out, err } = context.terminal;
  const sentences = showSentences(out);
  const steps = await showSteps(context);
  const answer = await withLydian(context, options, async (lydian) => {
    if (all !== undefined) {
      const chosen = where === undefined ? {} : { where };
      const estimate = await lydian.estimateReading({ signal: context.signal, question, ...chosen });
      if (!(await confirmReading(context, estimate, { yes }))) return undefined;
    }
    lydian.on(steps.listener);
    if (out.isTerminal && !options.json) lydian.on(sentences.listener);
    return lydian.ask(question, askOptions);
  }).finally(steps.stop);
  if (answer === undefined) return;
  const isTextShown = sentences.areThoseOf(answer);
  print(context, options, { value: answer, lines: () => renderAnswer(answer, out, { isTextShown }) });
  if (save && !options.json) err.line(`saved as ${answer.id}`);
  if (answer.status === "abstained") context.setExitCode(exitCodes.abstained);
}
