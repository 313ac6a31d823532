import { renderColumns } from "../../src/apps/cli/render/render-columns.ts";
import type { GuardBench } from "./bench-guards.ts";

const output = { isTerminal: false, columns: 0 };

/** Prints the tables of a bench of the guards. */
export function renderGuardBench({ measures, latencies, faults }: GuardBench): readonly string[] {
  const measured = measures.map(({ guard, data, measure, value, low, high, goal, reached }) => {
    const interval = low === undefined || high === undefined ? "" : `${low.toFixed(4)} to ${high.toFixed(4)}`;
    const outcome = reached === undefined ? "" : reached ? "reached" : "missed";
    return [guard, value.toFixed(4), interval, goal === undefined ? "" : `${goal}`, outcome, `${measure}, ${data}`];
  });
  const times = latencies.map(({ guard, p50, p95 }) => [p50.toFixed(2), p95.toFixed(2), guard]);
  const broken = faults.map(({ fault, trials, blocked }) => [`${blocked}`, `${trials}`, fault]);
  const tables = [
    {
      title: "What the guards find, with 95 % intervals",
      columns: named("guard", "value", "interval", "goal", "outcome", "measure"),
      rows: measured,
    },
    {
      title: "Processor time for 1,000 characters, in milliseconds",
      columns: named("median", "95 %", "guard"),
      rows: times,
    },
    {
      title: "Texts that are blocked when a guard fails, for every guard at every stage",
      columns: named("blocked", "of", "a guard that"),
      rows: broken,
    },
  ];
  return tables
    .filter(({ rows }) => rows.length > 0)
    .flatMap(({ title, columns, rows }, index) => [
      ...(index === 0 ? [] : [""]),
      title,
      "",
      ...renderColumns(columns, rows, output),
    ]);
}

const named = (...names: readonly string[]) => names.map((name) => ({ name }));
