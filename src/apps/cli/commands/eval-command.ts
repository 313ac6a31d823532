import { Command, Option } from "commander";
import { defined, InvalidArgumentError, type SearchMode } from "../../../core/index.ts";
import type { RetrievalProgress } from "../../../evaluate/index.ts";
import type { CommandContext } from "../command-context.ts";
import { renderRetrieval, renderRuns } from "../render/render-measures.ts";
import { addRerankOptions, modeOption, type RerankOptions, toRerank } from "../search-options.ts";
import { addStoreOptions, print, type StoreOptions, withLydian } from "../store-options.ts";

interface Options extends StoreOptions, RerankOptions {
  readonly beir: string;
  readonly corpus?: string;
  readonly mode: SearchMode;
  readonly writeRun?: string;
  readonly run?: readonly string[];
  readonly complete?: true;
}

function evalRetrievalCommand(context: CommandContext): Command {
  const command = new Command("retrieval")
    .summary("measure search on a data set, or compare two runs")
    .description(
      "Measures how well search finds the documents that people judged relevant, on a data set in BEIR format. The metrics are those of trec_eval: ndcg_cut_10, recall_100, recip_rank and map. The corpus becomes a separate collection, so a second run only searches. With --run, nothing is searched: the TREC run file of any system is measured, or two are compared with a paired permutation test.",
    )
    .requiredOption(
      "--beir <dir>",
      "folder with queries.jsonl, qrels.tsv and corpus.jsonl; with --run, qrels.tsv is enough",
    )
    .option("--corpus <dir>", "folder of corpus.jsonl (default: the folder of --beir)")
    .addOption(modeOption().default("hybrid"))
    .option("--write-run <file>", "also write the hits of each query to a new file in TREC format")
    .addOption(
      new Option("--run <file>", "measure this run file instead of searching; a second file is compared with the first")
        .conflicts(["corpus", "mode", "writeRun", "rerank"])
        .argParser((file: string, before: readonly string[] = []) => [...before, file]),
    )
    .option("--complete", "with --run: judged queries that a run lacks count as 0, as with trec_eval -c");
  return addStoreOptions(addRerankOptions(command))
    .addHelpText(
      "after",
      `
Examples:
  lydian eval retrieval --beir ./scifact --store /tmp/scifact
  lydian eval retrieval --beir ./scifact-train --corpus ./scifact --mode lexical --json
  lydian eval retrieval --beir ./scifact --mode lexical --write-run words.run
  lydian eval retrieval --beir ./scifact --run words.run --run hybrid.run`,
    )
    .action((options: Options) =>
      options.run === undefined ? searchAll(context, options) : measureRuns(context, options, options.run),
    );
}

async function searchAll(context: CommandContext, options: Options): Promise<void> {
  const { terminal, signal } = context;
  const { beir, corpus, mode, writeRun } = options;
  if (options.complete === true)
    throw new InvalidArgumentError("--complete needs a run file, and none was given.", {
      hint: "Name one with --run.",
    });
  const { evaluateRetrieval } = await import("../../../evaluate/index.ts");
  const onProgress = showStages((line) => terminal.err.line(line));
  const request = defined({ beir, mode, onProgress, ...toRerank(options), corpus, runFile: writeRun });
  const report = await withLydian(context, options, (lydian) => evaluateRetrieval({ lydian, ...request }, signal));
  print(context, options, { value: report, lines: () => renderRetrieval(report, terminal.out) });
}

async function measureRuns(context: CommandContext, options: Options, files: readonly string[]): Promise<void> {
  const [run = "", otherRun, ...more] = files;
  if (more.length > 0)
    throw new InvalidArgumentError(`${files.length} run files were given, but at most two can be compared.`, {
      hint: "Compare them in pairs.",
    });
  const { evaluateRuns } = await import("../../../evaluate/index.ts");
  const request = defined({ beir: options.beir, run, complete: options.complete ?? false, otherRun });
  const report = await evaluateRuns(request, context.signal);
  print(context, options, { value: report, lines: () => renderRuns(report, context.terminal.out) });
}

/** Writes one line at the beginning of each stage. */
function showStages(write: (line: string) => void): (progress: RetrievalProgress) => void {
  const names = { add: "adding documents", embed: "computing vectors", search: "searching" };
  let current: RetrievalProgress["stage"] | undefined;
  return ({ stage, total }) => {
    if (stage !== current) write(`${names[stage]}: ${total.toLocaleString("en-US")}`);
    current = stage;
  };
}

export function evalCommand(context: CommandContext): Command {
  return new Command("eval")
    .summary("measure the quality of search")
    .description("Measures the quality of search on data sets with known relevant documents.")
    .addCommand(evalRetrievalCommand(context));
}
