import type { MeanWithInterval, RetrievalReport, RunReport, RunsReport } from "../../../evaluate/index.ts";
import type { Output } from "../terminal.ts";
import { renderColumns } from "./render-columns.ts";

const interval = { name: "95 % interval" };

export function renderRetrieval(report: RetrievalReport, output: Output): readonly string[] {
  const failed = report.failedDocuments === undefined ? "" : `, ${report.failedDocuments} documents failed`;
  return [
    `${report.dataset}, ${report.mode}, ${report.queries} queries${failed}`,
    ...renderMeans(report.metrics, output),
  ];
}

export function renderRuns({ dataset, runs, comparison }: RunsReport, output: Output): readonly string[] {
  const measured = runs.flatMap((run) => [describeRun(dataset, run), ...renderMeans(run.metrics, output), ""]);
  if (comparison === undefined) return measured.slice(0, -1);
  const rows = Object.entries(comparison.metrics).map(
    ([
      name,
      {
        value,
        interval: [low, high],
        p,
      },
    ]) => [name, signed(value), `${signed(low)} to ${signed(high)}`, p < 0.001 ? "< .001" : p.toFixed(3)],
  );
  return [
    ...measured,
    `second run less the first, ${comparison.queries} queries`,
    ...renderColumns(
      [{ name: "metric" }, { name: "difference", align: "right" }, interval, { name: "p" }],
      rows,
      output,
    ),
  ];
}

function describeRun(dataset: string, { run, queries, missingQueries = 0 }: RunReport): string {
  const missing = missingQueries === 0 ? "" : `, ${missingQueries} judged queries are not in the run`;
  return `${dataset}, ${run}, ${queries} queries${missing}`;
}

function renderMeans(metrics: Readonly<Record<string, MeanWithInterval>>, output: Output): readonly string[] {
  const rows = Object.entries(metrics).map(
    ([
      name,
      {
        value,
        interval: [low, high],
      },
    ]) => [name, value.toFixed(4), `${low.toFixed(4)} to ${high.toFixed(4)}`],
  );
  return renderColumns([{ name: "metric" }, { name: "value", align: "right" }, interval], rows, output);
}

function signed(value: number): string {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(4)}`;
}
