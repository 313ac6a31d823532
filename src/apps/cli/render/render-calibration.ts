import type { CalibrationReport, CurvePoint } from "../../../core/index.ts";
import type { Output } from "../terminal.ts";
import { count } from "./render-counts.ts";
import { renderTable } from "./render-table.ts";
import { wrapText } from "./wrap-text.ts";

/** What was found, in words, and the curve as a table; the chosen threshold is marked. */
export function renderCalibration(report: CalibrationReport, output: Output): readonly string[] {
  const { collection, questions, chosen, curve, outdated } = report;
  const unanswerable = questions.total - questions.answerable;
  const made = questions.generated === 0 ? "" : `, ${questions.generated} of them made from the documents`;
  const points = [...curve.filter((point) => point.threshold !== chosen?.threshold), ...(chosen ? [chosen] : [])].sort(
    (a, b) => b.threshold - a.threshold,
  );
  const lines = [
    `${collection}: ${count(questions.total, "question")}, ${unanswerable} without an answer${made}`,
    "",
    ...renderTable(
      columns,
      points.map((point) => rowOf(point, point === chosen)),
      output,
    ),
    "",
    ...verdictOf(report),
    ...(questions.generated === 0
      ? []
      : [
          "Questions made from the documents repeat their words, and are easier than people's: the promise holds for such questions.",
        ]),
    ...(outdated.length === 0
      ? []
      : [
          `Since then this has changed: ${outdated.map(describeDrift).join("; ")}. Nothing is promised until \`lydian calibrate\` is run again.`,
        ]),
  ];
  return lines.map((line) => (line.includes("  ") ? line : wrapText(line, output.columns)));
}

const right = { align: "right" } as const;
const columns = [
  { name: "confidence from" },
  { name: "answered", ...right },
  { name: "shown", ...right },
  { name: "wrong", ...right },
  { name: "share wrong", ...right },
  { name: "at most", ...right },
  { name: "" },
];

function rowOf({ threshold, coverage, shown, wrong, wrongRate, upperBound }: CurvePoint, isChosen: boolean) {
  return [
    ...[threshold.toFixed(3), percent(coverage), `${shown}`, `${wrong}`, percent(wrongRate), percent(upperBound)],
    isChosen ? "chosen" : "",
  ];
}

function verdictOf(report: CalibrationReport): readonly string[] {
  const { maxWrongRate, certainty, chosen, leastShown, reachableRate, questions, curve } = report;
  const sure = `with ${percent(certainty)} certainty`;
  if (chosen !== undefined)
    return [
      `From a confidence of ${chosen.threshold} on answers are shown: ${percent(chosen.coverage)} of the questions. Of these answers at most ${percent(maxWrongRate)} are wrong, ${sure}, where questions are like these.`,
    ];
  const shown = curve.at(-1)?.shown ?? 0;
  const needs = `${percent(maxWrongRate)} ${sure} needs at least ${leastShown} answers, none of them wrong`;
  const why =
    shown < leastShown
      ? `Too few: ${needs}, and of ${count(questions.total, "question")} ${shown} got one.`
      : `Nothing can be promised: ${needs}, or more with few wrong ones among the surest.`;
  const instead =
    reachableRate === undefined
      ? ""
      : ` These questions would be enough for ${percent(reachableRate)} (--max-wrong-rate ${reachableRate}).`;
  return [
    `${why}${instead}`,
    "Until then no answer of this collection is shown; `lydian calibrate --forget` takes that back.",
  ];
}

function describeDrift({ name, before = "none", now = "none" }: CalibrationReport["outdated"][number]): string {
  return `${name} (${before}, now ${now})`;
}

function percent(share: number): string {
  return `${Number((100 * share).toFixed(1))} %`;
}
