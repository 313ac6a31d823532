import { Command, Option } from "commander";
import type { CommandContext } from "../command-context.ts";
import { guardVerdicts } from "../render/guard-verdicts.ts";
import { renderColumns } from "../render/render-columns.ts";
import { addStoreOptions, print, type StoreOptions, toNumber, withServer } from "../store-options.ts";

export function guardExamplesCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("examples")
      .summary("list verdicts that readers call wrong")
      .description(
        "Lists the verdicts of guards that readers reported as wrong on the page, newest first, of all collections or of one. With --jsonl, each is a line of JSON with the text as the reader saw it, which may be private.",
      )
      .option("--limit <number>", "maximum number of examples (default: 1,000)", toNumber)
      .addOption(new Option("--jsonl", "print JSON lines with the texts").conflicts("json")),
  )
    .addHelpText(
      "after",
      "\nExamples:\n  lydian guard examples\n  lydian guard examples --jsonl > wrong-verdicts.jsonl",
    )
    .action(async (options: StoreOptions & { readonly jsonl?: true; readonly limit?: number }) => {
      const { terminal, signal } = context;
      const { collection, limit } = options;
      const examples = await withServer(context, options, (server) =>
        server.guardExamples({ signal, collections: collection === undefined ? undefined : [collection], limit }),
      );
      if (options.jsonl === true) {
        for (const example of examples) terminal.out.line(JSON.stringify(example));
        return;
      }
      const columns = ["given", "collection", "stage", "guard", "verdict", "found"].map((name) => ({ name }));
      const rows = examples.map(({ givenAt, collection, stage, guard, verdict, types }) => [
        `${givenAt.slice(0, 16).replace("T", " ")} UTC`,
        collection,
        stage,
        guard,
        guardVerdicts[verdict],
        types.join(", "),
      ]);
      const lines = () => (rows.length === 0 ? [] : renderColumns(columns, rows, terminal.out));
      print(context, options, { value: examples, lines });
      if (rows.length === 0 && !options.json) terminal.err.line("Nobody has reported a wrong verdict.");
    });
}
