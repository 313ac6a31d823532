import { Command } from "commander";
import { defined, InvalidArgumentError } from "../../../core/index.ts";
import type { ImportReport } from "../../../library/index.ts";
import { oneLine } from "../../present/index.ts";
import type { CommandContext } from "../command-context.ts";
import { readableUri } from "../render/readable-uri.ts";
import { count } from "../render/render-counts.ts";
import { showSteps } from "../show-steps.ts";
import { addStoreOptions, print, type StoreOptions, withLydian } from "../store-options.ts";

interface Options extends StoreOptions {
  readonly as?: string;
  readonly replace?: true;
  readonly embed: boolean;
  readonly withSources?: true;
}

export function importCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("import")
      .summary("read a file that `lydian export` wrote")
      .description(
        "Imports collections from a file that `lydian export` wrote. The whole file is checked before anything is written. Vectors are imported if they belong to the embedding model of the collection; otherwise they are computed. Run the same command again to continue an interrupted import. The guards of documents check each one, as in `lydian add`. Import no file from strangers: its texts may differ from their originals.",
      )
      .argument("<file>", "file to read; - for standard input")
      .option("--as <name>", "import the only collection of the file under another name")
      .option("--replace", "replace other versions of documents with the same URI")
      .option("--with-sources", "also import the sources, which `lydian sync` reads (default: asks on a terminal)")
      .option("--no-embed", "leave missing vectors to `lydian embed`"),
  )
    .addHelpText(
      "after",
      `
Examples:
  lydian import handbook.lydian.gz
  lydian import notes.lydian.gz --as notes-2025 --no-embed
  ssh clinic lydian export - | lydian import -`,
    )
    .action((file: string, options: Options) => importFrom(context, file, options));
}

async function importFrom(context: CommandContext, file: string, options: Options): Promise<void> {
  const { terminal, signal } = context;
  const { as, replace, embed, collection } = options;
  if (collection !== undefined)
    throw new InvalidArgumentError("An import reads all collections of the file under their own names.", {
      hint: `Use \`--as ${collection}\` to rename the collection of a file that has only one.`,
    });
  if (file === "-" && terminal.bytes.isInputTerminal)
    throw new InvalidArgumentError("An export cannot be typed at a terminal.", {
      hint: "Name a file, or pipe it from another program: `… | lydian import -`.",
    });
  const progress = await showSteps(context);
  const acceptSources = async (uris: readonly string[]) => {
    if (options.withSources) return true;
    progress.stop();
    return confirmSources(context, uris);
  };
  try {
    const report = await withLydian(context, options, async (lydian) => {
      lydian.on(progress.listener);
      const source = file === "-" ? terminal.bytes.input : file;
      return await lydian.importFrom(source, defined({ signal, embed, replace: replace ?? false, as, acceptSources }));
    });
    progress.stop();
    print(context, options, { value: report, lines: () => describeAll(report) });
  } finally {
    progress.stop();
    if (signal.aborted) terminal.err.line("Imported documents are kept. Run the same command again to continue.");
  }
}

/** Asks whether the sources may be imported. Without a terminal they are left out. */
async function confirmSources({ terminal, signal }: CommandContext, uris: readonly string[]): Promise<boolean> {
  terminal.err.line(
    `The file names ${count(uris.length, "source")}, which \`lydian sync\` would read on this machine:`,
  );
  for (const uri of uris) terminal.err.line(`  ${oneLine(readableUri(uri))}`);
  const reply = await terminal.ask("Import them as sources? [y/N] ", signal);
  return /^\s*y(?:es)?\s*$/iu.test(reply ?? "");
}

function describeAll({ collections, sourcesLeftOut }: ImportReport): readonly string[] {
  const lines = collections.flatMap((report) => [describe(report), ...report.refused.map(describeRefused)]);
  if (sourcesLeftOut.length === 0) return lines;
  return [...lines, `${count(sourcesLeftOut.length, "source")} left out (--with-sources)`];
}

const describeRefused = ({ uri, message }: ImportReport["collections"][number]["refused"][number]) =>
  `refused   ${oneLine(readableUri(uri))}: ${message}`;

function describe(report: ImportReport["collections"][number]): string {
  const { collection, imported, replaced, skipped, kept, refused, withVectors, chunksWithoutVectors } = report;
  const parts = [
    count(imported, "document"),
    `${withVectors.toLocaleString("en-US")} with vectors`,
    ...(replaced > 0 ? [`${replaced} replaced another version`] : []),
    ...(skipped > 0 ? [`${skipped} already there`] : []),
    ...(kept > 0 ? [`${kept} skipped because another version exists (--replace)`] : []),
    ...(refused.length > 0 ? [`${refused.length} refused by a guard`] : []),
    ...(chunksWithoutVectors > 0 ? [`${count(chunksWithoutVectors, "chunk")} without vectors (run lydian embed)`] : []),
  ];
  return `imported  ${collection}  ${parts.join(", ")}`;
}
