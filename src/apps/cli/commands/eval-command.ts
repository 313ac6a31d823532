import { Command, Option } from "commander";
import type { RetrievalProgress, RetrievalReport } from "../../../evaluate/index.ts";
import type { SearchMode } from "../../../lydian.ts";
import type { CommandContext } from "../command-context.ts";
import { renderTable } from "../render/render-table.ts";
import { addRerankOptions, type RerankOptions, toRerank } from "../rerank-options.ts";
import { addStoreOptions, print, type StoreOptions, withLydian } from "../store-options.ts";
import type { Output } from "../terminal.ts";

interface Options extends StoreOptions, RerankOptions {
  readonly beir: string;
  readonly corpus?: string;
  readonly mode: SearchMode;
}

export function evalCommand(context: CommandContext): Command {
  const command = new Command("eval").summary("measure quality").description("Measures how good Lydian is.");
  return command.addCommand(
    addStoreOptions(
      addRerankOptions(
        new Command("retrieval")
          .summary("measure search on a data set")
          .description(
            "Measures how well search finds what people judged relevant, on a data set in BEIR's format. The corpus becomes a collection of its own, so that a second run only searches.",
          )
          .requiredOption("--beir <dir>", "folder with queries.jsonl, qrels.tsv and corpus.jsonl")
          .option("--corpus <dir>", "another folder for corpus.jsonl")
          .addOption(
            new Option("--mode <mode>", "how to search").choices(["hybrid", "lexical", "vector"]).default("hybrid"),
          ),
      ),
    )
      .addHelpText(
        "after",
        `
Examples:
  lydian eval retrieval --beir ./scifact --store /tmp/scifact
  lydian eval retrieval --beir ./scifact-train --corpus ./scifact --mode lexical --json`,
      )
      .action((options: Options) => evaluate(context, options)),
  );
}

async function evaluate(context: CommandContext, options: Options): Promise<void> {
  const { terminal, signal } = context;
  const { beir, corpus, mode } = options;
  const { evaluateRetrieval } = await import("../../../evaluate/index.ts");
  const onProgress = showStages((line) => terminal.err.line(line));
  const report = await withLydian(context, options, (lydian) =>
    evaluateRetrieval(
      { lydian, beir, mode, onProgress, ...toRerank(options), ...(corpus === undefined ? {} : { corpus }) },
      signal,
    ),
  );
  print(context, options, { value: report, lines: () => renderReport(report, terminal.out) });
}

/** One line at the beginning of each stage. */
function showStages(write: (line: string) => void): (progress: RetrievalProgress) => void {
  const names = { add: "adding documents", embed: "computing vectors", search: "searching" };
  let current: RetrievalProgress["stage"] | undefined;
  return ({ stage, total }) => {
    if (stage !== current) write(`${names[stage]}: ${total.toLocaleString("en-US")}`);
    current = stage;
  };
}

function renderReport(report: RetrievalReport, output: Output): readonly string[] {
  const rows = Object.entries(report.metrics).map(([name, { value, interval }]) => [
    name,
    value.toFixed(4),
    `${interval[0].toFixed(4)} to ${interval[1].toFixed(4)}`,
  ]);
  const failed = report.failedDocuments === undefined ? "" : `, ${report.failedDocuments} documents failed`;
  return [
    `${report.dataset}, ${report.mode}, ${report.queries} queries${failed}`,
    ...renderTable([{ name: "metric" }, { name: "value", align: "right" }, { name: "95 % interval" }], rows, output),
  ];
}
