import { Command } from "commander";
import { defined } from "../../../core/index.ts";
import { type CommandContext, exitCodes } from "../command-context.ts";
import { renderConversation } from "../render/render-conversation.ts";
import { renderConversations } from "../render/render-conversations.ts";
import { count } from "../render/render-counts.ts";
import { addStoreOptions, print, type StoreOptions, toNumber, withLydian } from "../store-options.ts";

interface ListOptions extends StoreOptions {
  readonly limit?: number;
}

export function conversationsCommand(context: CommandContext): Command {
  return new Command("conversations")
    .summary("list, show or remove conversations")
    .description("The conversations that `lydian ask --conversation NAME` has begun, of all collections.")
    .addCommand(listCommand(context), { isDefault: true })
    .addCommand(showCommand(context))
    .addCommand(removeCommand(context));
}

function listCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("list")
      .summary("list the conversations")
      .description("Lists the conversations, the last used first; the default.")
      .option("--limit <number>", "how many, from 1 (default: 1000)", toNumber),
  )
    .addHelpText(
      "after",
      "\nExamples:\n  lydian conversations\n  lydian conversations list --limit 5 --json | jq -r '.[].name'",
    )
    .action(async ({ limit, ...options }: ListOptions) => {
      const { terminal, signal } = context;
      const asked = defined({ signal, limit });
      const conversations = await withLydian(context, options, (lydian) => lydian.conversations(asked));
      print(context, options, { value: conversations, lines: () => renderConversations(conversations, terminal.out) });
      if (conversations.length === 0 && !options.json)
        terminal.err.line("There are no conversations; `lydian ask --conversation NAME QUESTION` begins one.");
    });
}

function showCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("show")
      .summary("show what was asked and answered")
      .description("Shows the questions of a conversation, how each was searched for, and what was answered.")
      .argument("<name>", "its name or id"),
  )
    .addHelpText("after", "\nExample:\n  lydian conversations show autoclave")
    .action(async (name: string, options: StoreOptions) => {
      const { terminal, signal } = context;
      const conversation = await withLydian(context, options, (lydian) => lydian.conversation(name, { signal }));
      print(context, options, { value: conversation, lines: () => renderConversation(conversation, terminal.out) });
    });
}

function removeCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("remove")
      .summary("forget conversations")
      .description("Forgets conversations; their text is erased from the store's files. Answers that were saved stay.")
      .argument("<name...>", "names or ids"),
  )
    .addHelpText("after", "\nExample:\n  lydian conversations remove autoclave")
    .action(async (names: readonly string[], options: StoreOptions) => {
      const { terminal, signal } = context;
      const report = await withLydian(context, options, (lydian) => lydian.removeConversations(names, { signal }));
      print(context, options, {
        value: report,
        lines: () => [`removed  ${count(report.removed.length, "conversation")}`],
      });
      for (const name of report.notFound) terminal.err.line(`not found: ${name}`);
      if (report.notFound.length > 0) context.setExitCode(exitCodes.someFailed);
    });
}
