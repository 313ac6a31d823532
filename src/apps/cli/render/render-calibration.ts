import type { CalibrationReport, CurvePoint } from "../../../core/index.ts";
import type { Output } from "../terminal.ts";
import { renderColumns } from "./render-columns.ts";
import { count } from "./render-counts.ts";
import { wrapText } from "./wrap-text.ts";

/** Prints the questions, the curve as a table with the chosen threshold marked, and the result in words. */
export function renderCalibration(report: CalibrationReport, output: Output): readonly string[] {
  const { collection, questions, chosen, curve, outdated } = report;
  const unanswerable = questions.total - questions.answerable;
  const generated = questions.generated === 0 ? "" : `, ${questions.generated} of them made from the documents`;
  const points = [...curve.filter((point) => point.threshold !== chosen?.threshold), ...(chosen ? [chosen] : [])].sort(
    (a, b) => b.threshold - a.threshold,
  );
  const lines = [
    `${collection}: ${count(questions.total, "question")}, ${unanswerable} without an answer${generated}`,
    "",
    ...renderColumns(
      columns,
      points.map((point) => rowOf(point, point === chosen)),
      output,
    ),
    "",
    ...verdictOf(report),
    ...(questions.generated === 0
      ? []
      : [
          "Questions made from the documents repeat their words and are easier than those of users, so the result holds only for such questions.",
        ]),
    ...(outdated.length === 0
      ? []
      : [
          `Changed since this calibration: ${outdated.map(describeDrift).join("; ")}. The result no longer holds; run \`lydian calibrate\` again.`,
        ]),
  ];
  return lines.map((line) => (line.includes("  ") ? line : wrapText(line, output.columns)));
}

const right = { align: "right" } as const;
const columns = [
  { name: "threshold" },
  { name: "answered", ...right },
  { name: "shown", ...right },
  { name: "wrong", ...right },
  { name: "wrong rate", ...right },
  { name: "upper bound", ...right },
  { name: "" },
];

function rowOf({ threshold, coverage, shown, wrong, wrongRate, upperBound }: CurvePoint, isChosen: boolean) {
  return [
    threshold.toFixed(3),
    percent(coverage),
    `${shown}`,
    `${wrong}`,
    percent(wrongRate),
    percent(upperBound),
    isChosen ? "chosen" : "",
  ];
}

function verdictOf(report: CalibrationReport): readonly string[] {
  const { maxWrongRate, certainty, chosen, leastShown, reachableRate, questions, curve } = report;
  const sure = `with ${percent(certainty)} certainty`;
  if (chosen !== undefined)
    return [
      `Answers with a confidence of at least ${chosen.threshold} are shown: ${percent(chosen.coverage)} of the questions. At most ${percent(maxWrongRate)} of these answers are wrong for similar questions, ${sure}.`,
    ];
  const shown = curve.at(-1)?.shown ?? 0;
  const goal = `at most ${percent(maxWrongRate)} wrong answers ${sure}`;
  const needed = `at least ${leastShown} answers without an error`;
  const why =
    shown < leastShown
      ? `Too few answers: ${goal} requires ${needed}, but only ${shown} of ${count(questions.total, "question")} got one.`
      : `No threshold gives ${goal}. That requires ${needed}, or more answers with few errors among the most confident.`;
  const alternative =
    reachableRate === undefined
      ? ""
      : ` These questions are enough for ${percent(reachableRate)} (--max-wrong-rate ${reachableRate}).`;
  return [
    `${why}${alternative}`,
    "No answer of this collection is shown until then. `lydian calibrate --forget` returns to the default threshold.",
  ];
}

function describeDrift({ name, before = "none", now = "none" }: CalibrationReport["outdated"][number]): string {
  return `${name} (${before}, now ${now})`;
}

function percent(share: number): string {
  return `${Number((100 * share).toFixed(1))} %`;
}
