import { Command } from "commander";
import { defined, type SearchMode } from "../../../core/index.ts";
import type { SearchOptions } from "../../../library/index.ts";
import type { CommandContext } from "../command-context.ts";
import { renderHits, renderRephrasings } from "../render/render-hits.ts";
import { renderWarnings } from "../render/render-warnings.ts";
import { addRerankOptions, modeOption, type RerankOptions, toRerank } from "../search-options.ts";
import { addStoreOptions, print, type StoreOptions, toNumber, withLydian } from "../store-options.ts";

interface Options extends StoreOptions, RerankOptions {
  readonly where?: string;
  readonly limit?: number;
  readonly mode?: SearchMode;
  readonly exact?: true;
  readonly explain?: true;
}

export function searchCommand(context: CommandContext): Command {
  return addStoreOptions(
    addRerankOptions(
      new Command("search")
        .summary("find passages")
        .description("Finds the passages that match words or a question, best first.")
        .argument("<query...>", "words or a question")
        .option("--where <filter>", "only documents whose metadata match the filter")
        .option("--limit <number>", "maximum number of hits, from 1 to 1000", toNumber)
        .addOption(modeOption())
        .option("--exact", "score every vector instead of only those selected by one-bit codes")
        .option("--explain", "show the parts of each score"),
    ),
  )
    .addHelpText(
      "after",
      `
Passages with "exact words" come first, and a query of only quoted words finds nothing else. beg* finds all words that
begin with beg. -word, -"a phrase" and NOT word leave passages out. title:word, heading:, text:, path: and every metadata
key, such as author:, search one field. A word that occurs nowhere also finds words with a similar spelling. With --json:
an array of hits; warnings go to standard error.

Examples:
  lydian search "cancellation fee"
  lydian search A-113 --mode lexical
  lydian search '"cancellation fee" students'
  lydian search 'autocl* seal'
  lydian search 'pump -seal -"old version"'
  lydian search 'title:"pump manual" author:okafor'
  lydian search "who may sign" --mode vector --exact
  lydian search "who may open the safe" --rerank --explain
  lydian search "opening hours" --where 'year >= 2024 and not draft' --limit 3 --explain`,
    )
    .action((words: readonly string[], options: Options) => search(context, words.join(" "), options));
}

async function search(context: CommandContext, query: string, options: Options): Promise<void> {
  const { terminal, signal } = context;
  const { where, limit, mode, exact, explain = false } = options;
  const searchOptions: SearchOptions = defined({ signal, where, limit, mode, exact, ...toRerank(options) });
  const result = await withLydian(context, options, (lydian) => lydian.search(query, searchOptions));
  const lines = () => renderHits(result.hits, { query, explain }, terminal.out);
  print(context, options, { value: result.hits, lines });
  if (result.hits.length === 0 && !options.json) terminal.err.line("No passage was found.");
  for (const line of renderRephrasings(result.rephrasings)) terminal.err.line(line);
  for (const line of renderWarnings(result.warnings, terminal.err)) terminal.err.line(line);
}
