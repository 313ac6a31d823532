import { Command, Option } from "commander";
import type { Listener, LydianEvent, SearchMode } from "../../../core/index.ts";
import { defined } from "../../../core/index.ts";
import type { AskOptions, Lydian } from "../../../library/index.ts";
import { sanitizeText } from "../../present/index.ts";
import { type CommandContext, exitCodes } from "../command-context.ts";
import { confirmReading } from "../confirm-reading.ts";
import { renderAnswer } from "../render/render-answer.ts";
import { wrapText } from "../render/wrap-text.ts";
import { addReadingOptions, modeOption, type RerankOptions, toRerank } from "../search-options.ts";
import { showSentences } from "../show-sentences.ts";
import { showSteps } from "../show-steps.ts";
import { addStoreOptions, print, type StoreOptions, withLydian } from "../store-options.ts";
import type { Output } from "../terminal.ts";

/** Conversation of the last question that named none, which `--continue` can follow. */
const LAST_QUESTION = "last question";

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
        .summary("answer a question with sources")
        .description(
          "Answers a question from your documents. Each sentence cites its source. If the documents do not answer the question, Lydian says so.",
        )
        .argument("<question...>", "question to answer")
        .option(
          "--model <model>",
          "extractive, or a language model such as ollama:NAME or gguf:PATH (default: the setting answer.model)",
        )
        .option("--profile <name>", "writing profile for a language model (default: the setting answer.profile)")
        .option("--where <filter>", "only documents whose metadata match the filter")
        .option("--save", "save the answer with its evidence, to check it later (lydian answers)")
        .option("--conversation <name>", "start or continue this conversation (lydian conversations)")
        .addOption(
          new Option("--continue", "follow up on the last question, in its conversation if it named one").conflicts(
            "conversation",
          ),
        )
        .addOption(
          new Option(
            "--stream <kind>",
            "for a language model: print each sentence when it is checked (the default), or at once as a draft that is struck out if its check fails; with --json as lines of JSON",
          ).choices(["checked", "unchecked"]),
        )
        .option("--show-reasoning", "print the reasoning of a reasoning model, separate from the answer")
        .option(
          "--all",
          "read every section instead of only the nearest passages, with the language model if one is set",
        )
        .option("--yes", "do not ask for confirmation before a language model reads many sections")
        .addOption(modeOption()),
    ),
  )
    .addHelpText(
      "after",
      `
Exit codes: 0 for an answer, 3 if there is none.

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
    if (!(await confirmSurvey(context, lydian, question, options))) return undefined;
    lydian.on(steps.listener);
    if (isLines) lydian.on(printEvents(out));
    else if (!options.json) lydian.on(printReasoning(err));
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

/** Asks the user before every section is read. Returns true if there is nothing to ask. */
async function confirmSurvey(
  context: CommandContext,
  lydian: Lydian,
  question: string,
  { all, where, yes }: Options,
): Promise<boolean> {
  if (all === undefined) return true;
  const estimate = await lydian.estimateReading(defined({ signal: context.signal, question, where }));
  return confirmReading(context, estimate, yes ?? false);
}

function toAskOptions(context: CommandContext, options: Options): AskOptions {
  const { where, mode, save, all, stream, showReasoning } = options;
  return defined({
    signal: context.signal,
    where,
    mode,
    save,
    all,
    ...conversationOf(options),
    stream,
    reasoning: showReasoning,
    ...toRerank(options),
  });
}

/** Keeps a question that names no conversation instead of the last such one, so that `--continue` can follow it. */
function conversationOf(options: Options): Pick<AskOptions, "conversation" | "restart" | "continue"> {
  if (options.continue === true) return { continue: true };
  if (options.conversation !== undefined) return { conversation: options.conversation };
  return { conversation: LAST_QUESTION, restart: true };
}

const answerEvents: readonly LydianEvent["type"][] = [
  "sentence-drafted",
  "sentence-checked",
  "sentence-retracted",
  "thought",
];

/** Prints the events of an answer in progress, one line of JSON each. */
function printEvents(output: Output): Listener {
  return (event) => {
    if (answerEvents.includes(event.type)) output.line(JSON.stringify(event));
  };
}

/** Prints the reasoning of a model to the stream of messages, since it is not part of the answer. */
function printReasoning(output: Output): Listener {
  return (event) => {
    if (event.type !== "thought") return;
    output.line(output.colors.dim(wrapText(`reasoning: ${sanitizeText(event.text.trim())}`, output.columns)));
  };
}
