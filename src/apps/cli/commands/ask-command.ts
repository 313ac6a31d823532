import { Command, Option } from "commander";
import type { Listener, SearchMode } from "../../../core/index.ts";
import { defined } from "../../../core/index.ts";
import type { AskOptions, Lydian } from "../../../library/index.ts";
import { sanitizeText } from "../../present/index.ts";
import { type CommandContext, exitCodes } from "../command-context.ts";
import { confirmReading } from "../confirm-reading.ts";
import { renderAnswer } from "../render/render-answer.ts";
import { wrapText } from "../render/wrap-text.ts";
import { addReadingOptions, type RerankOptions, toRerank } from "../rerank-options.ts";
import { showSentences } from "../show-sentences.ts";
import { showSteps } from "../show-steps.ts";
import { addStoreOptions, print, type StoreOptions, withLydian } from "../store-options.ts";
import { tellEvents } from "../tell-events.ts";
import type { Output } from "../terminal.ts";

interface Options extends StoreOptions, RerankOptions {
  readonly where?: string;
  readonly mode?: SearchMode;
  readonly save?: true;
  readonly conversation?: string;
  readonly continue?: true;
  readonly stream?: "checked" | "unchecked";
  readonly showReasoning?: true;
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
        .option("--conversation <name>", "begin this conversation, or go on with it (lydian conversations)")
        .addOption(new Option("--continue", "go on with the conversation that was used last").conflicts("conversation"))
        .addOption(
          new Option(
            "--stream <kind>",
            "of a language model's sentences show only what is checked (the default), or each at once as a draft, struck out if it does not hold; with --json as lines of JSON",
          ).choices(["checked", "unchecked"]),
        )
        .option("--show-reasoning", "show what a reasoning model thought, apart from the answer")
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
  lydian ask "What does a lost key cost?" --model ollama:qwen3 --stream unchecked --json
  lydian ask "Who repairs the autoclave?" --where 'year >= 2025'
  lydian ask "Who repairs the autoclave A-113?" --conversation autoclave
  lydian ask "And when was it bought?" --continue
  lydian ask "What does a lost key cost?" --save && lydian answers check
  lydian ask "Which documents mention parking?"
  lydian ask "Which rules are there for visitors?" --all --model ollama:qwen3
  lydian ask "When is the clinic open on Saturday?" --json`,
    )
    .action((words: readonly string[], options: Options) => ask(context, words.join(" "), options));
}

async function ask(context: CommandContext, question: string, options: Options): Promise<void> {
  const { out, err } = context.terminal;
  const isLines = options.json === true && (options.stream !== undefined || options.showReasoning === true);
  const sentences = showSentences(out);
  const steps = await showSteps(context);
  const answer = await withLydian(context, options, async (lydian) => {
    if (!(await mayRead(context, { lydian, question }, options))) return undefined;
    lydian.on(steps.listener);
    if (isLines) lydian.on(tellEvents(out));
    else if (!options.json) lydian.on(showThought(err));
    if (out.isTerminal && !options.json) lydian.on(sentences.listener);
    return lydian.ask(question, toAskOptions(context, options));
  }).finally(steps.stop);
  if (answer === undefined) return;
  sentences.end();
  const isTextShown = sentences.areThoseOf(answer);
  if (isLines) out.line(JSON.stringify({ type: "answer", answer }));
  else print(context, options, { value: answer, lines: () => renderAnswer(answer, out, { isTextShown }) });
  if (options.save && !options.json) err.line(`saved as ${answer.id}`);
  if (answer.status === "abstained") context.setExitCode(exitCodes.abstained);
}

/** Every section is read only where the user agrees to what that takes. */
async function mayRead(
  context: CommandContext,
  { lydian, question }: { readonly lydian: Lydian; readonly question: string },
  { all, where, yes }: Options,
): Promise<boolean> {
  if (all === undefined) return true;
  const chosen = where === undefined ? {} : { where };
  const estimate = await lydian.estimateReading({ signal: context.signal, question, ...chosen });
  return confirmReading(context, estimate, { yes: yes ?? false });
}

function toAskOptions(context: CommandContext, options: Options): AskOptions {
  const { where, mode, save, all, conversation, stream, showReasoning, continue: goesOn } = options;
  return defined({
    signal: context.signal,
    where,
    mode,
    save,
    all,
    conversation,
    continue: goesOn,
    stream,
    reasoning: showReasoning,
    ...toRerank(options),
  });
}

/** On the stream of messages: what a model thinks is no answer. */
function showThought(output: Output): Listener {
  return (event) => {
    if (event.type !== "thought") return;
    output.line(output.colors.dim(wrapText(`thought: ${sanitizeText(event.text.trim())}`, output.columns)));
  };
}
