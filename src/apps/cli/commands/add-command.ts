import { Command, Option } from "commander";
import type { DocumentInput } from "../../../core/index.ts";
import { defined } from "../../../core/index.ts";
import { type CommandContext, exitCodes } from "../command-context.ts";
import { addIngestOptions, type IngestOptions, toAddOptions } from "../ingest-options.ts";
import { renderOutcomes } from "../render/render-outcomes.ts";
import { showProgress } from "../show-progress.ts";
import { addStoreOptions, chunkerNames, print, type StoreOptions, withLydian } from "../store-options.ts";
import { addWebOptions, type WebOptions } from "../web-options.ts";

interface Options extends StoreOptions, IngestOptions, WebOptions {
  readonly name: string;
}

export function addCommand(context: CommandContext): Command {
  const command = addIngestOptions(
    new Command("add")
      .summary("add files, folders, globs or pages of the web")
      .description(
        "Adds documents: PDF, Office and OpenDocument files, e-books, HTML, Markdown, text, tables, data, code, mail, and what ZIP files hold. Files that have not changed are skipped. What is read can be found at once by its words, and by its meaning when its vectors are computed.",
      )
      .argument(
        "<sources...>",
        "files, folders, globs in quotes, addresses of the web, or - for one document on standard input",
      ),
  )
    .option("--name <uri>", "what the document on standard input is called", "stdin")
    .addOption(
      new Option("--chunker <name>", "how this call cuts documents (default: the setting chunking.chunker)").choices(
        chunkerNames,
      ),
    );
  return addStoreOptions(addWebOptions(command))
    .addHelpText(
      "after",
      `
In folders and globs, hidden files, node_modules, temporary files and what .gitignore and .lydianignore leave out are
skipped. To take one of them, name the file itself, or write !PATTERN into .lydianignore.

A page of the web is fetched only if its address is given, and only if the site's robots.txt allows it. With --depth,
the pages that it links to are fetched too, about one a second. See docs/guides/web-pages.md.

Exit codes: 4 if some files failed, 130 if stopped (what was written is kept).

Examples:
  lydian add ./handbook
  lydian add ./reports --meta-from 'path:{year}/{team}/**'
  lydian add ./minutes --chunker semantic
  lydian add "notes/**/*.md" --meta team=front-desk --meta year=2025
  lydian add ./scans --ocr
  lydian add contract.pdf --password-file ~/.contract-password
  lydian add https://example.org/guide/
  lydian add https://example.org/guide/ --depth 2 --same-host
  pdftotext scan.pdf - | lydian add - --name scan.txt`,
    )
    .action((paths: readonly string[], options: Options) => add(context, paths, options));
}

async function add(context: CommandContext, paths: readonly string[], options: Options): Promise<void> {
  const { terminal, signal } = context;
  const sources = await readSources(context, paths, options);
  const { depth } = options;
  const addOptions = defined({ ...(await toAddOptions(options)), signal, depth });
  const progress = await showProgress(context, { embeds: options.embed });
  try {
    const report = await withLydian(context, options, async (lydian) => {
      lydian.on(progress.listener);
      return await lydian.add(sources, addOptions);
    });
    progress.stop();
    print(context, options, { value: report, lines: () => renderOutcomes(report, terminal.out) });
    if (report.outcomes.some(({ outcome }) => outcome === "failed")) context.setExitCode(exitCodes.someFailed);
  } finally {
    progress.stop();
    if (signal.aborted) terminal.err.line(progress.kept());
  }
}

async function readSources(
  { terminal }: CommandContext,
  paths: readonly string[],
  { name }: Options,
): Promise<readonly (string | DocumentInput)[]> {
  const files = paths.filter((path) => path !== "-");
  return files.length === paths.length ? files : [...files, { uri: name, content: await terminal.readInput() }];
}
