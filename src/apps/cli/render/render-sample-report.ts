import type { MeasuredShare, SampleReport } from "../../../evaluate/index.ts";
import type { Output } from "../terminal.ts";
import { renderColumns } from "./render-columns.ts";
import { count } from "./render-counts.ts";

const columns = ["trigger", "precision", "recall", "F1", "TP", "FP", "FN", "TN", "unmeasured", "guards"].map(
  (name) => ({
    name,
  }),
);

/** Prints the table of a policy on an evaluation set. */
export function renderSampleReport({ samples, triggers }: SampleReport, output: Output): readonly string[] {
  const rows = triggers.map((each) => [
    each.trigger,
    shareOf(each.precision),
    shareOf(each.recall),
    each.f1?.toFixed(3) ?? "",
    `${each.truePositives}`,
    `${each.falsePositives}`,
    `${each.falseNegatives}`,
    `${each.trueNegatives}`,
    `${each.unmeasured}`,
    each.guards.join(", "),
  ]);
  return [`${count(samples, "sample")}, with 95 % intervals`, "", ...renderColumns(columns, rows, output)];
}

function shareOf(share: MeasuredShare | undefined): string {
  if (share === undefined) return "";
  return `${share.value.toFixed(3)} (${share.low.toFixed(3)} to ${share.high.toFixed(3)})`;
}
