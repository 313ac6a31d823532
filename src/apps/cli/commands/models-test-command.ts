import { Command } from "commander";
import type { ModelTest } from "../../../library/index.ts";
import { oneLine } from "../../present/index.ts";
import type { CommandContext } from "../command-context.ts";
import { count } from "../render/render-counts.ts";
import { addStoreOptions, print, type StoreOptions, withLydian } from "../store-options.ts";

export function modelsTestCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("test")
      .summary("ask a language model one short question and time it")
      .description(
        "Asks a language model for the capital of France, and shows its answer, its speed and its use of tokens. A service may charge for this.",
      )
      .argument("[model]", "model, such as ollama:NAME (default: the setting answer.model)"),
  )
    .addHelpText(
      "after",
      `
Examples:
  lydian models test
  lydian models test ollama:qwen3
  lydian models test gguf:./models/my-model.gguf
  lydian models test openai-compatible:http://localhost:8080/v1#my-model --json`,
    )
    .action((model: string | undefined, options: StoreOptions) => test(context, model, options));
}

async function test(context: CommandContext, model: string | undefined, options: StoreOptions): Promise<void> {
  const { signal } = context;
  const chosen = model === undefined ? options : { ...options, model };
  const report = await withLydian(context, chosen, (lydian) => lydian.testModel({ signal }));
  print(context, options, { value: report, lines: () => renderTest(report) });
}

function renderTest({
  model,
  question,
  said,
  openedMs,
  firstTokenMs,
  totalMs,
  usage,
  reason,
}: ModelTest): readonly string[] {
  const { inputTokens, outputTokens, reasoningTokens } = usage;
  const tokens = [
    ...(inputTokens === undefined ? [] : [`${count(inputTokens, "token")} read`]),
    ...(outputTokens === undefined ? [] : [`${count(outputTokens, "token")} written`]),
    ...(reasoningTokens === undefined || reasoningTokens === 0 ? [] : [`${reasoningTokens} of them for reasoning`]),
  ];
  return [
    `model        ${oneLine(model)}`,
    `question     ${question}`,
    `answer       ${said === "" ? "empty" : oneLine(said)}${reason === "length" ? " (cut off by answer.maxOutputTokens)" : ""}`,
    `ready        after ${seconds(openedMs)}`,
    ...(firstTokenMs === undefined ? [] : [`first token  after ${seconds(firstTokenMs)}`]),
    `complete     after ${seconds(totalMs)}`,
    `usage        ${tokens.length === 0 ? "not reported" : tokens.join(", ")}`,
  ];
}

const seconds = (ms: number) => `${(ms / 1_000).toFixed(2)} s`;
