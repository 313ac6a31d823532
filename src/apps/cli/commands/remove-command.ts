import { Command } from "commander";
import { InvalidArgumentError } from "../../../core/index.ts";
import { oneLine } from "../../present/index.ts";
import { type CommandContext, exitCodes } from "../command-context.ts";
import { readableUri } from "../render/readable-uri.ts";
import { addStoreOptions, print, type StoreOptions, withLydian } from "../store-options.ts";

interface Options extends StoreOptions {
  readonly purge?: true;
}

export function removeCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("remove")
      .summary("remove documents")
      .description(
        "Removes documents from a collection; the original files stay. For a file that was not added, removes its receipt. With --purge, their text is also erased from the files of the store, together with all text that this collection removed or replaced before.",
      )
      .argument("[documents...]", "ids, URIs, paths, or ends of paths; optional with --purge")
      .option(
        "--purge",
        "also erase the text from the files of the store now, instead of letting it be overwritten later",
      ),
  )
    .addHelpText(
      "after",
      `
Exit codes: 4 if some documents were not found.

Examples:
  lydian remove old-policy.md
  lydian remove letters/2019.pdf --purge
  lydian remove --purge`,
    )
    .action((documents: readonly string[], options: Options) => remove(context, documents, options));
}

async function remove(context: CommandContext, documents: readonly string[], options: Options): Promise<void> {
  const { signal, terminal } = context;
  const purge = options.purge ?? false;
  if (documents.length === 0 && !purge)
    throw new InvalidArgumentError("No document was named.", {
      hint: "Name one, or erase earlier removals with `lydian remove --purge`.",
    });
  const report = await withLydian(context, options, (lydian) => lydian.remove(documents, { signal, purge }));
  const removed = report.removed.map(({ title, uri }) => `removed  ${oneLine(title)}  ${readableUri(uri)}`);
  const forgotten = report.forgotten.map(({ uri }) => `removed  the receipt of the failed file ${readableUri(uri)}`);
  const lines = () => [
    ...removed,
    ...forgotten,
    ...(purge ? ["erased everything that was removed or replaced in the collection"] : []),
  ];
  print(context, options, { value: report, lines });
  for (const name of report.notFound) terminal.err.line(`not found  ${oneLine(name)}`);
  if (report.notFound.length > 0) context.setExitCode(exitCodes.someFailed);
}
