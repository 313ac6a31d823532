import { Command } from "commander";
import { defined } from "../../../core/index.ts";
import { type CommandContext, exitCodes } from "../command-context.ts";
import { renderConversation, renderConversations } from "../render/render-conversations.ts";
import { count } from "../render/render-counts.ts";
import { addStoreOptions, print, type StoreOptions, toNumber, withLydian } from "../store-options.ts";

export function conversationsCommand(context: CommandContext): Command {
  return new Command("conversations")
    .summary("list, show or remove conversations")
    .description(
      "Lists, shows and removes the conversations that `lydian ask --conversation NAME` started, in all collections.",
    )
    .addCommand(listCommand(context), { isDefault: true })
    .addCommand(showCommand(context))
    .addCommand(removeCommand(context));
}

function listCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("list")
      .summary("list the conversations")
      .description("Lists the conversations, the last used first. This is the default.")
      .option("--limit <number>", "maximum number of conversations (default: 1000)", toNumber),
  )
    .addHelpText(
      "after",
      "\nExamples:\n  lydian conversations\n  lydian conversations list --limit 5 --json | jq -r '.[].name'",
    )
    .action(async ({ limit, ...options }: StoreOptions & { readonly limit?: number }) => {
      const { terminal, signal } = context;
      const conversations = await withLydian(context, options, (lydian) =>
        lydian.conversations(defined({ signal, limit })),
      );
      print(context, options, { value: conversations, lines: () => renderConversations(conversations, terminal.out) });
      if (conversations.length === 0 && !options.json)
        terminal.err.line("There are no conversations. `lydian ask --conversation NAME QUESTION` starts one.");
    });
}

function showCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("show")
      .summary("show a conversation")
      .description("Shows the questions of a conversation, how each was understood for the search, and the answers.")
      .argument("<name>", "name or id of the conversation"),
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
      .summary("remove conversations")
      .description("Removes conversations and erases their text from the files of the store. Saved answers stay.")
      .argument("<name...>", "names or ids of conversations"),
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
