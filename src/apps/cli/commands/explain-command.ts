import { Command, InvalidArgumentError, Option } from "commander";
import type { SearchMode } from "../../../core/index.ts";
import { defined } from "../../../core/index.ts";
import type { ExplainOptions } from "../../../library/index.ts";
import type { CommandContext } from "../command-context.ts";
import { renderExplained } from "../render/render-explained.ts";
import { renderWarnings } from "../render/render-warnings.ts";
import { addReadingOptions, type RerankOptions, toRerank } from "../rerank-options.ts";
import { addStoreOptions, print, type StoreOptions, toNumber, withLydian } from "../store-options.ts";

interface Options extends StoreOptions, RerankOptions {
  readonly where?: string;
  readonly limit?: number;
  readonly mode?: SearchMode;
  readonly all?: true;
}

export function explainCommand(context: CommandContext): Command {
  return addStoreOptions(
    addReadingOptions(
      new Command("explain")
        .summary("why a passage was found, or was not")
        .description(
          "Searches, and shows where the passages of a document stand at every stage, and what kept them out of the hits.",
        )
        .argument("<question>", "as it was searched or asked, in quotation marks")
        .argument(
          "<document[:a-b]>",
          "its id, its URI, its path, or the end of its path; and from which character to which",
        )
        .option("--where <filter>", "as it was searched")
        .option("--limit <number>", "how many hits the search has", toNumber)
        .addOption(new Option("--mode <mode>", "how to search").choices(["hybrid", "lexical", "vector"]))
        .option("--all", "every passage of the document, not only the best three"),
    ),
  )
    .addHelpText(
      "after",
      `
What can keep a passage out: the filter, access labels, words in quotation marks that it lacks, no word in common and no
vector yet, a rank too low to be looked at, the limit, another hit that it was folded into, a guard; or it is a hit, but
too weak to be put before the answerer. With --json: all passages, with the parts of their scores.

Examples:
  lydian explain "What does a lost key cost?" fees.md
  lydian explain "What does a lost key cost?" fees.md:120-240 --rerank
  lydian explain "opening hours" handbook/hours.md --where 'year >= 2024' --all`,
    )
    .action((query: string, document: string, options: Options) => explain(context, { query, document }, options));
}

/** The document's name, and the span behind it. */
function parsePlace(text: string): { readonly name: string } & Pick<ExplainOptions, "span"> {
  const [, name, start, end] = /^(.+):(\d+)-(\d+)$/s.exec(text) ?? [];
  if (name === undefined || start === undefined || end === undefined) return { name: text };
  const span = { start: Number(start), end: Number(end) };
  if (span.start >= span.end) throw new InvalidArgumentError("Write DOCUMENT:a-b with a < b, as in fees.md:120-240.");
  return { name, span };
}

async function explain(
  context: CommandContext,
  asked: { readonly query: string; readonly document: string },
  options: Options,
): Promise<void> {
  const { terminal, signal } = context;
  const { where, limit, mode, all = false } = options;
  const { name, span } = parsePlace(asked.document);
  const explainOptions: ExplainOptions = defined({ signal, span, where, limit, mode, ...toRerank(options) });
  const told = await withLydian(context, options, (lydian) => lydian.explain(asked.query, name, explainOptions));
  print(context, options, { value: told, lines: () => renderExplained(told, { all }, terminal.out) });
  for (const line of renderWarnings(told.warnings, terminal.err)) terminal.err.line(line);
}
