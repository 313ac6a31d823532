import { Command } from "commander";
import { defined } from "../../../core/index.ts";
import type { CommandContext } from "../command-context.ts";
import { exitCodes } from "../command-context.ts";
import { renderAnswer } from "../render/render-answer.ts";
import { renderAnswerChecks } from "../render/render-answer-checks.ts";
import { renderAsked } from "../render/render-asked.ts";
import { count } from "../render/render-counts.ts";
import { renderReplay } from "../render/render-replay.ts";
import { renderSavedAnswers } from "../render/render-saved-answers.ts";
import { addStoreOptions, print, type StoreOptions, toNumber, withLydian } from "../store-options.ts";

interface ListOptions extends StoreOptions {
  readonly limit?: number;
}

export function answersCommand(context: CommandContext): Command {
  return new Command("answers")
    .summary("list, show, check or repeat saved answers")
    .description("The answers that `lydian ask --save` has kept, of all collections.")
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
      .description("Lists the saved answers, the last first; the default.")
      .option("--limit <number>", "how many, from 1 (default: 1000)", toNumber),
  )
    .addHelpText("after", "\nExamples:\n  lydian answers\n  lydian answers list --limit 5 --json | jq -r '.[].id'")
    .action(async ({ limit, ...options }: ListOptions) => {
      const { terminal, signal } = context;
      const asked = defined({ signal, limit });
      const answers = await withLydian(context, options, (lydian) => lydian.savedAnswers(asked));
      print(context, options, { value: answers, lines: () => renderSavedAnswers(answers, terminal.out) });
      if (answers.length === 0 && !options.json)
        terminal.err.line("There are no saved answers; `lydian ask QUESTION --save` keeps one.");
    });
}

function showCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("show")
      .summary("show a saved answer as it was given")
      .description("Shows a saved answer as it was given, and with which settings, models and prompts.")
      .argument("<id>", "its id"),
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
        ...renderAsked(saved, out),
      ];
      print(context, options, { value: saved, lines });
    });
}

function checkCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("check")
      .summary("say which sentences no longer hold")
      .description(
        "Compares saved answers with the documents as they are now: whether each quote still stands, and whether each sentence still follows. Without an id, all of them.",
      )
      .argument("[id...]", "ids of saved answers"),
  )
    .addHelpText(
      "after",
      `
Exit codes: 0 if every sentence holds, 3 if one does not.

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
      .summary("ask again, and say what differs")
      .description(
        "Asks the question of a saved answer again, of the documents as they are now and with the recorded settings, and says sentence by sentence what differs. The models are those that are set now.",
      )
      .argument("<id>", "its id")
      .option("--model <model>", "what answers (default: the setting answer.model)"),
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
      .summary("forget saved answers")
      .description("Forgets saved answers; their text is erased from the store's files.")
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
