import { Command } from "commander";
import type { SearchMode } from "../../../core/index.ts";
import { defined } from "../../../core/index.ts";
import type { AskOptions, PromptPreview } from "../../../library/index.ts";
import { describeAbstention, sanitizeText } from "../../present/index.ts";
import type { CommandContext } from "../command-context.ts";
import { count } from "../render/render-counts.ts";
import { wrapText } from "../render/wrap-text.ts";
import { addRerankOptions, modeOption, type RerankOptions, toRerank } from "../search-options.ts";
import { addStoreOptions, print, type StoreOptions, withLydian } from "../store-options.ts";
import type { Output } from "../terminal.ts";

interface Options extends StoreOptions, RerankOptions {
  readonly where?: string;
  readonly mode?: SearchMode;
}

export function promptCommand(context: CommandContext): Command {
  return new Command("prompt")
    .summary("show the prompt for a language model")
    .description("Shows the prompt that a language model would receive.")
    .addCommand(showCommand(context));
}

function showCommand(context: CommandContext): Command {
  return addStoreOptions(
    addRerankOptions(
      new Command("show")
        .summary("show the exact prompt for a question")
        .description(
          "Searches like `lydian ask`, and shows exactly what a language model would receive. The model is not called. Only the random marks around and in the documents' texts differ each time.",
        )
        .argument("<question...>", "question to ask")
        .option("--model <model>", "language model (default: the setting answer.model)")
        .option("--profile <name>", "writing profile (default: the setting answer.profile)")
        .option("--where <filter>", "only documents whose metadata match the filter")
        .addOption(modeOption()),
    ),
  )
    .addHelpText(
      "after",
      `
Examples:
  lydian prompt show "What does a lost key cost?"
  lydian prompt show "What does a lost key cost?" --model ollama:qwen3 --profile brief
  lydian prompt show "What does a lost key cost?" --json`,
    )
    .action((words: readonly string[], options: Options) => show(context, words.join(" "), options));
}

async function show(context: CommandContext, question: string, options: Options): Promise<void> {
  const { where, mode } = options;
  const askOptions: AskOptions = defined({ signal: context.signal, where, mode, ...toRerank(options) });
  const preview = await withLydian(context, options, (lydian) => lydian.prompt(question, askOptions));
  print(context, options, { value: preview, lines: () => renderPreview(preview, context.terminal.out) });
}

function renderPreview(
  { model, profile, request, reason = "", abstained, inputTokens }: PromptPreview,
  { columns }: Output,
): readonly string[] {
  if (request === undefined) {
    const why = abstained === undefined ? reason : `${reason} ${describeAbstention(abstained)}`;
    return [wrapText(`No prompt would be sent. ${why}`, columns)];
  }
  const { system, messages, elementSchema, ...limits } = request;
  const set = JSON.stringify(limits);
  return [
    `model: ${model}; profile: ${profile.name} (${profile.hash.slice(0, 12)}); ${count(inputTokens, "token")}; ${set}`,
    "",
    "--- system",
    sanitizeText(system),
    ...messages.flatMap(({ role, text }) => ["", `--- ${role}`, sanitizeText(text)]),
    ...(elementSchema === undefined ? [] : ["", "--- JSON Schema of each sentence", JSON.stringify(elementSchema)]),
  ];
}
