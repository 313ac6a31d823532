import { Command, InvalidArgumentError } from "commander";
import type { SearchMode } from "../../../core/index.ts";
import { defined } from "../../../core/index.ts";
import type { ExplainOptions } from "../../../library/index.ts";
import type { CommandContext } from "../command-context.ts";
import { renderExplained } from "../render/render-explained.ts";
import { renderWarnings } from "../render/render-warnings.ts";
import { addReadingOptions, modeOption, type RerankOptions, toRerank } from "../search-options.ts";
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
        .summary("explain why a passage was found or not")
        .description(
          "Searches, and shows the rank of each passage of a document at every stage, and what kept it out of the hits.",
        )
        .argument("<question>", "query or question as it was searched or asked, in quotation marks")
        .argument(
          "<document[:a-b]>",
          "id, URI, path, or end of the path of the document, with an optional range of characters",
        )
        .option("--where <filter>", "filter of the search")
        .option("--limit <number>", "number of hits of the search", toNumber)
        .addOption(modeOption())
        .option("--all", "show every passage of the document instead of the best three"),
    ),
  )
    .addHelpText(
      "after",
      `
A passage is not a hit because of: the filter, access labels, a missing quoted word, no word in common while its vector
is not computed yet, a rank too low to be considered, the limit, another hit that it was merged into, or a guard. It can
also be a hit, but too weak for the answerer. With --json: all passages, with the parts of their scores.

Examples:
  lydian explain "What does a lost key cost?" fees.md
  lydian explain "What does a lost key cost?" fees.md:120-240 --rerank
  lydian explain "opening hours" handbook/hours.md --where 'year >= 2024' --all`,
    )
    .action((query: string, document: string, options: Options) => explain(context, query, document, options));
}

interface NamedPlace extends Pick<ExplainOptions, "span"> {
  readonly name: string;
}

/** Splits `fees.md:120-240` into the name of the document and the span. */
function parsePlace(text: string): NamedPlace {
  const [, name, start, end] = /^(.+):(\d+)-(\d+)$/s.exec(text) ?? [];
  if (name === undefined || start === undefined || end === undefined) return { name: text };
  const span = { start: Number(start), end: Number(end) };
  if (span.start >= span.end) throw new InvalidArgumentError("Write DOCUMENT:a-b with a < b, as in fees.md:120-240.");
  return { name, span };
}

async function explain(context: CommandContext, query: string, document: string, options: Options): Promise<void> {
  const { terminal, signal } = context;
  const { where, limit, mode, all = false } = options;
  const { name, span } = parsePlace(document);
  const explainOptions: ExplainOptions = defined({ signal, span, where, limit, mode, ...toRerank(options) });
  const explanation = await withLydian(context, options, (lydian) => lydian.explain(query, name, explainOptions));
  print(context, options, { value: explanation, lines: () => renderExplained(explanation, all, terminal.out) });
  for (const line of renderWarnings(explanation.warnings, terminal.err)) terminal.err.line(line);
}
