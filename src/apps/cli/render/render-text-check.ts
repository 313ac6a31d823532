import type { GuardAction, TextCheck } from "../../../core/index.ts";
import type { Output } from "../terminal.ts";
import { guardVerdicts } from "./guard-verdicts.ts";
import { renderColumns } from "./render-columns.ts";

type Verdict = TextCheck["verdicts"][number];

/** Maximum number of places that the table shows for one guard. */
const MAX_PLACES = 100;

/** Words for what each action does to a text. */
const actions: Readonly<Record<GuardAction, string>> = {
  allow: "allowed",
  redact: "redacted",
  quarantine: "quarantined",
  review: "a person must review it",
  block: "blocked",
};

/** Prints the verdicts of guards on a text. It shows the places by line and column, and never a part of the text. */
export function renderTextCheck(text: string, check: TextCheck, output: Output): readonly string[] {
  const { verdict, stage, action, why, help, policy, verdicts } = check;
  const placeOf = createLocator(text);
  const columns = [{ name: "guard" }, { name: "verdict" }, { name: "action" }, { name: "place" }, { name: "found" }];
  const rows = verdicts.flatMap((each) => rowsOf(each, placeOf));
  return [
    `${guardVerdicts[verdict]}${verdict === "pass" ? "" : ` (${actions[action]})`}: ${why}`,
    `stage ${stage} of the policy ${policy.name}, version ${policy.version}`,
    ...(rows.length === 0 ? [] : ["", ...renderColumns(columns, rows, output)]),
    ...(verdicts.length === 0 ? ["", "Choose another stage with --stage, or a policy with --policy."] : []),
    ...(help === undefined ? [] : ["", help]),
  ];
}

/** Notes of a row about the judge of an uncertain score. */
const judgeNotes = {
  yes: "judge: yes",
  no: "judge: no",
  "no-model": "uncertain, and no language model is set to judge",
  "too-long": "uncertain, and too long for the judge",
} as const;

function rowsOf(
  { guard, verdict, action, spans, error, judge }: Verdict,
  placeOf: (offset: number) => string,
): readonly (readonly string[])[] {
  const head = [guard, guardVerdicts[verdict], action];
  const note = judge === undefined ? "" : judgeNotes[judge];
  if (spans.length === 0) return [[...head, "", error ?? note]];
  const places = [...spans].sort((left, right) => left.start - right.start || left.end - right.end);
  const shown = places
    .slice(0, MAX_PLACES)
    .map(({ start, end, type, evidence }) => [
      ...head,
      `${placeOf(start)}-${placeOf(end)}`,
      `${type} (${evidence}${note === "" ? "" : `; ${note}`})`,
    ]);
  const more = places.length - shown.length;
  return more === 0 ? shown : [...shown, [...head, "", `and ${more.toLocaleString("en-US")} more places`]];
}

/** Returns the function that names an offset as `line:column`, both from 1, the column in UTF-16 code units. */
function createLocator(text: string): (offset: number) => string {
  const starts = [0];
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) starts.push(end + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return `${low + 1}:${offset - (starts[low] ?? 0) + 1}`;
  };
}
