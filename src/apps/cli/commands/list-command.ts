import { Command } from "commander";
import type { DocumentSummary } from "../../../core/index.ts";
import { defined } from "../../../core/index.ts";
import { oneLine } from "../../present/index.ts";
import type { CommandContext } from "../command-context.ts";
import { readableUri } from "../render/readable-uri.ts";
import { renderColumns } from "../render/render-columns.ts";
import { renderWarnings } from "../render/render-warnings.ts";
import { cutText } from "../render/wrap-text.ts";
import { addStoreOptions, print, type StoreOptions, withLydian } from "../store-options.ts";
import type { Output } from "../terminal.ts";

interface Options extends StoreOptions {
  readonly where?: string;
  readonly text?: string;
}

const MAX_TITLE_COLUMNS = 40;
/** Width of the other columns, with a readable part of the source. */
const OTHER_COLUMNS = 70;

export function listCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("list")
      .summary("list the documents")
      .description("Lists the documents of a collection.")
      .option("--where <filter>", "only documents whose metadata match the filter")
      .option("--text <words>", "only documents with these words in their title or source"),
  )
    .addHelpText(
      "after",
      `
Examples:
  lydian list
  lydian list --where 'mediaType = "application/pdf"'
  lydian list --text 'price 2026'
  lydian list --json | jq -r '.[].uri'`,
    )
    .action((options: Options) => list(context, options));
}

async function list(context: CommandContext, options: Options): Promise<void> {
  const { terminal, signal } = context;
  const { where, text } = options;
  const { documents, warnings } = await withLydian(context, options, async (lydian) => ({
    documents: await lydian.list(defined({ signal, where, text })),
    warnings: where === undefined ? [] : await lydian.checkFilter(where, { signal }),
  }));
  print(context, options, { value: documents, lines: () => renderDocuments(documents, terminal.out) });
  for (const line of renderWarnings(warnings, terminal.err, "")) terminal.err.line(line);
  if (documents.length === 0 && !options.json) terminal.err.line("No document was found.");
}

function renderDocuments(documents: readonly DocumentSummary[], output: Output): readonly string[] {
  if (documents.length === 0) return [];
  const columns = [
    { name: "id" },
    { name: "title" },
    { name: "language" },
    { name: "chunks", align: "right" },
    { name: "warnings", align: "right" },
    { name: "source" },
  ] as const;
  const titleColumns = Math.max(10, Math.min(MAX_TITLE_COLUMNS, output.columns - OTHER_COLUMNS));
  const rows = documents.map(({ id, title, language = "", uri, receipt }) => [
    id,
    cutText(oneLine(title), titleColumns),
    language,
    String(receipt.chunks),
    receipt.warnings.length === 0 ? "" : String(receipt.warnings.length),
    readableUri(uri),
  ]);
  return renderColumns(columns, rows, output);
}
