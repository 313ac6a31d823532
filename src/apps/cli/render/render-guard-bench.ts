import type { GuardBench } from "../../../evaluate/index.ts";
import type { Output } from "../terminal.ts";
import { renderColumns } from "./render-columns.ts";

/** Prints the tables of a bench of the guards. */
export function renderGuardBench({ measures, latencies, faults }: GuardBench, output: Output): readonly string[] {
  const measured = measures.map(({ guard, data, measure, value, low, high, goal, reached }) => {
    const interval = low === undefined || high === undefined ? "" : `${low.toFixed(4)} to ${high.toFixed(4)}`;
    const outcome = reached === undefined ? "" : reached ? "reached" : "missed";
    return [guard, value.toFixed(4), interval, goal === undefined ? "" : `${goal}`, outcome, `${measure}, ${data}`];
  });
  const times = latencies.map(({ guard, p50, p95 }) => [p50.toFixed(2), p95.toFixed(2), guard]);
  const broken = faults.map(({ fault, trials, blocked }) => [`${blocked}`, `${trials}`, fault]);
  return [
    "What the guards find, with 95 % intervals",
    "",
    ...renderColumns(named("guard", "value", "interval", "goal", "outcome", "measure"), measured, output),
    "",
    "Processor time for 1,000 characters, in milliseconds",
    "",
    ...renderColumns(named("median", "95 %", "guard"), times, output),
    "",
    "Texts that are blocked when a guard fails, for every guard at every stage",
    "",
    ...renderColumns(named("blocked", "of", "a guard that"), broken, output),
  ];
}

const named = (...names: readonly string[]) => names.map((name) => ({ name }));
