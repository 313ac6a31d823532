import type { AnswerCheck, ClaimCheck } from "../../../core/index.ts";
import { oneLine } from "../../present/index.ts";
import type { Output } from "../terminal.ts";
import { count } from "./render-counts.ts";
import { wrapText } from "./wrap-text.ts";

const outcomes: Readonly<Record<AnswerCheck["outcome"], string>> = {
  holds: "holds",
  fails: "no longer holds",
  abstained: "abstained, nothing to check",
};

/** Prints each answer with the sentences that no longer hold and why, then a summary. */
export function renderAnswerChecks(checks: readonly AnswerCheck[], output: Output): readonly string[] {
  const { colors, columns } = output;
  const failing = checks.filter(({ outcome }) => outcome === "fails").length;
  const lines = checks.flatMap(({ id, question, outcome, claims }) => {
    const result = `${outcomes[outcome]}${describeMoved(claims)}`;
    const head = `${outcome === "fails" ? colors.red(result) : result}  ${id}  ${oneLine(question)}`;
    const sentences = claims.flatMap(({ holds, text, why }) =>
      holds ? [] : [wrapText(`“${oneLine(text)}”`, columns, "    "), wrapText(why, columns, "    ")],
    );
    return [wrapText(head, columns), ...sentences];
  });
  return [
    ...lines,
    `${count(checks.length, "answer")} checked, ${failing} no longer ${failing === 1 ? "holds" : "hold"}`,
  ];
}

function describeMoved(claims: readonly ClaimCheck[]): string {
  const moved = claims.flatMap(({ citations }) => citations).filter(({ state }) => state === "moved").length;
  return moved === 0 ? "" : `, ${count(moved, "quote")} moved`;
}
