import { Command, Option } from "commander";
import { type AddReport, type DocumentInput, defined, FileTooLargeError, MEGABYTE_BYTES } from "../../../core/index.ts";
import { type CommandContext, exitCodes } from "../command-context.ts";
import { addIngestOptions, type IngestOptions, toAddOptions } from "../ingest-options.ts";
import { readAtMost } from "../read-at-most.ts";
import { count } from "../render/render-counts.ts";
import { countOutcomes, renderOutcome, renderWaiting } from "../render/render-outcome.ts";
import { showProgress } from "../show-progress.ts";
import { addStoreOptions, chunkerNames, print, type StoreOptions, withLydian } from "../store-options.ts";
import type { Output } from "../terminal.ts";
import { addWebOptions, type WebOptions } from "../web-options.ts";

interface Options extends StoreOptions, IngestOptions, WebOptions {
  readonly name: string;
}

export function addCommand(context: CommandContext): Command {
  const command = addIngestOptions(
    new Command("add")
      .summary("add files, folders, globs or web pages")
      .description(
        "Adds documents: PDF, Office and OpenDocument files, e-books, HTML, Markdown, plain text, tables, data, code, e-mail, and the files inside ZIP archives. Unchanged files are skipped. A document is found by its words as soon as it is read, and by its meaning once its vectors are computed.",
      )
      .argument(
        "<sources...>",
        "files, folders, quoted globs, web addresses, or - for one document from standard input",
      ),
  )
    .option("--name <uri>", "name of the document from standard input", "stdin")
    .addOption(
      new Option("--chunker <name>", "chunker for these documents (default: the setting chunking.chunker)").choices(
        chunkerNames,
      ),
    );
  return addStoreOptions(addWebOptions(command))
    .addHelpText(
      "after",
      `
In folders and globs, Lydian skips hidden files, node_modules, temporary files, and everything that .gitignore or
.lydianignore excludes. To add such a file anyway, name it, or write !PATTERN into .lydianignore. A link that leads out
of the folder is skipped and reported; name it to add it.

A web page is fetched only if you give its address and the robots.txt of the site allows it. With --depth, linked pages
are fetched too, about one a second. See docs/guides/web-pages.md.

Exit codes: 4 if some files failed, 130 if stopped (everything written so far is kept).

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

/** Maximum size of standard input: the maximum of the setting `ingest.maxFileMegabytes`. */
const MAX_INPUT_BYTES = 1_024 * MEGABYTE_BYTES;

async function readSources(
  { terminal }: CommandContext,
  paths: readonly string[],
  { name }: Options,
): Promise<readonly (string | DocumentInput)[]> {
  const files = paths.filter((path) => path !== "-");
  if (files.length === paths.length) return files;
  const content = await readAtMost(terminal.bytes.input, MAX_INPUT_BYTES);
  if (content !== undefined) return [...files, { uri: name, content }];
  throw new FileTooLargeError(
    `Standard input has more than ${MAX_INPUT_BYTES / MEGABYTE_BYTES} MB, which is the maximum of a file.`,
    { hint: "Split it, and add the parts." },
  );
}

/** Prints the receipts, one line per document with its warnings below, then a summary. */
function renderOutcomes(report: AddReport, output: Output): readonly string[] {
  const lines = report.outcomes.flatMap((outcome) => renderOutcome(outcome, output));
  return [...lines, summary(report)];
}

function summary({ outcomes, collection, ...report }: AddReport): string {
  const parts = countOutcomes(outcomes);
  const counts = parts.length === 0 ? "no documents" : parts.join(", ");
  const rechunked = report.rechunked === 0 ? "" : `, ${count(report.rechunked, "document")} rechunked`;
  const nearDuplicates = outcomes.filter(
    (outcome) => "receipt" in outcome && outcome.receipt.nearDuplicates?.length,
  ).length;
  const similar = nearDuplicates === 0 ? "" : `; ${nearDuplicates.toLocaleString("en-US")} nearly the same as others`;
  const waiting = renderWaiting(report);
  return `${counts} in collection ${collection}${rechunked}${similar}${waiting === "" ? "" : `; ${waiting}`}`;
}
