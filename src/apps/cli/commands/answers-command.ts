import { Command } from "commander";
import { defined, type SavedAnswerSummary } from "../../../core/index.ts";
import { oneLine } from "../../present/index.ts";
import { type CommandContext, exitCodes } from "../command-context.ts";
import { renderAnswer } from "../render/render-answer.ts";
import { renderAnswerChecks } from "../render/render-answer-checks.ts";
import { renderColumns } from "../render/render-columns.ts";
import { count } from "../render/render-counts.ts";
import { renderReplay } from "../render/render-replay.ts";
import { renderSavedSettings } from "../render/render-saved-settings.ts";
import { addStoreOptions, print, type StoreOptions, toNumber, withLydian } from "../store-options.ts";
import type { Output } from "../terminal.ts";

export function answersCommand(context: CommandContext): Command {
  return new Command("answers")
    .summary("list, show, check, repeat or remove saved answers")
    .description(
      "Lists, shows, checks, repeats and removes the answers that `lydian ask --save` saved, in all collections.",
    )
    .addCommand(listCommand(context), { isDefault: true })
    .addCommand(showCommand(context))
    .addCommand(checkCommand(context))
    .addCommand(replayCommand(context))
    .addCommand(removeCommand(context));
}

function listCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("list")
      .summary("list the saved answers")
      .description("Lists the saved answers, newest first. This is the default.")
      .option("--limit <number>", "maximum number of answers (default: 1000)", toNumber),
  )
    .addHelpText("after", "\nExamples:\n  lydian answers\n  lydian answers list --limit 5 --json | jq -r '.[].id'")
    .action(async ({ limit, ...options }: StoreOptions & { readonly limit?: number }) => {
      const { terminal, signal } = context;
      const answers = await withLydian(context, options, (lydian) => lydian.savedAnswers(defined({ signal, limit })));
      print(context, options, { value: answers, lines: () => renderSavedAnswers(answers, terminal.out) });
      if (answers.length === 0 && !options.json)
        terminal.err.line("There are no saved answers. `lydian ask QUESTION --save` saves one.");
    });
}

function showCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("show")
      .summary("show a saved answer")
      .description("Shows a saved answer as it was given, with its settings, models and prompts.")
      .argument("<id>", "id of the saved answer"),
  )
    .addHelpText("after", "\nExample:\n  lydian answers show answer_0mgw3k5v4n1q8t2x7b9d6f0h1j")
    .action(async (id: string, options: StoreOptions) => {
      const { terminal, signal } = context;
      const saved = await withLydian(context, options, (lydian) => lydian.savedAnswer(id, { signal }));
      const { out } = terminal;
      const lines = () => [
        out.colors.bold(saved.answer.question),
        "",
        ...renderAnswer(saved.answer, out),
        "",
        ...renderSavedSettings(saved, out),
      ];
      print(context, options, { value: saved, lines });
    });
}

function checkCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("check")
      .summary("check which sentences still hold")
      .description(
        "Compares saved answers with the current documents: whether each quote still exists, and whether each sentence still follows from it. Without an id, checks all saved answers.",
      )
      .argument("[id...]", "ids of saved answers"),
  )
    .addHelpText(
      "after",
      `
Exit codes: 0 if every sentence holds, 3 if a sentence does not.

Examples:
  lydian sync && lydian answers check
  lydian answers check --json | jq -r '.[] | select(.outcome == "fails").id'`,
    )
    .action(async (ids: readonly string[], options: StoreOptions) => {
      const { terminal, signal } = context;
      const checks = await withLydian(context, options, (lydian) =>
        lydian.checkAnswers(ids.length === 0 ? undefined : ids, { signal }),
      );
      print(context, options, { value: checks, lines: () => renderAnswerChecks(checks, terminal.out) });
      if (checks.some(({ outcome }) => outcome === "fails")) context.setExitCode(exitCodes.notHolding);
    });
}

function replayCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("replay")
      .summary("ask a saved question again and compare the answers")
      .description(
        "Asks the question of a saved answer again, with the saved settings but the current documents and models. Shows sentence by sentence what differs.",
      )
      .argument("<id>", "id of the saved answer")
      .option("--model <model>", "model that answers (default: the setting answer.model)"),
  )
    .addHelpText("after", "\nExample:\n  lydian answers replay answer_0mgw3k5v4n1q8t2x7b9d6f0h1j")
    .action(async (id: string, options: StoreOptions) => {
      const { terminal, signal } = context;
      const report = await withLydian(context, options, (lydian) => lydian.replayAnswer(id, { signal }));
      print(context, options, { value: report, lines: () => renderReplay(report, terminal.out) });
    });
}

function removeCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("remove")
      .summary("remove saved answers")
      .description("Removes saved answers and erases their text from the files of the store.")
      .argument("<id...>", "ids of saved answers"),
  )
    .addHelpText("after", "\nExample:\n  lydian answers remove answer_0mgw3k5v4n1q8t2x7b9d6f0h1j")
    .action(async (ids: readonly string[], options: StoreOptions) => {
      const { terminal, signal } = context;
      const report = await withLydian(context, options, (lydian) => lydian.removeAnswers(ids, { signal }));
      print(context, options, { value: report, lines: () => [`removed  ${count(report.removed.length, "answer")}`] });
      for (const id of report.notFound) terminal.err.line(`not found: ${id}`);
      if (report.notFound.length > 0) context.setExitCode(exitCodes.someFailed);
    });
}

function renderSavedAnswers(answers: readonly SavedAnswerSummary[], output: Output): readonly string[] {
  if (answers.length === 0) return [];
  const columns = [{ name: "id" }, { name: "saved" }, { name: "collection" }, { name: "question" }];
  const rows = answers.map(({ id, savedAt, collection, question, status }) => [
    id,
    `${savedAt.slice(0, 16).replace("T", " ")} UTC`,
    collection,
    `${question === "" ? "(not saved: a guard blocked it)" : oneLine(question)}${status === "abstained" ? " (abstained)" : ""}`,
  ]);
  return renderColumns(columns, rows, output);
}
