import type { Review, ReviewSummary } from "../../../core/index.ts";
import { oneLine } from "../../present/index.ts";
import type { Output } from "../terminal.ts";
import { guardVerdicts } from "./guard-verdicts.ts";
import { renderAnswer } from "./render-answer.ts";
import { renderColumns } from "./render-columns.ts";

/** Prints a list of cases for review. */
export function renderReviews(reviews: readonly ReviewSummary[], output: Output): readonly string[] {
  if (reviews.length === 0) return [];
  const columns = [{ name: "id" }, { name: "asked" }, { name: "status" }, { name: "collection" }, { name: "question" }];
  const rows = reviews.map(({ id, createdAt, status, collection, question }) => [
    id,
    minuteOf(createdAt),
    status,
    collection,
    oneLine(question),
  ]);
  return renderColumns(columns, rows, output);
}

/** Prints a case with its draft and the verdicts other than `pass`. */
export function renderReview(review: Review, output: Output): readonly string[] {
  const { question, status, createdAt, caller, stage, why, draft, guard, decidedAt, decidedBy } = review;
  const decided = decidedAt === undefined ? [] : [`decided   ${minuteOf(decidedAt)}, by ${decidedBy ?? "?"}`];
  const verdicts = guard.outcomes
    .filter(({ verdict }) => verdict !== "pass")
    .map(
      ({ stage, guard, verdict, action, types }) =>
        `guard     ${guard} at the stage ${stage}: ${[guardVerdicts[verdict], ...types].join(" ")}, ${action}`,
    );
  return [
    output.colors.bold(oneLine(question)),
    "",
    `status    ${status}`,
    `asked     ${minuteOf(createdAt)}, by ${caller}`,
    ...decided,
    `why       ${why} (${stage})`,
    `policy    ${guard.policy.name} ${guard.policy.version}`,
    ...verdicts,
    "",
    ...(draft === undefined ? ["There is no draft: nothing was answered yet."] : renderAnswer(draft, output)),
  ];
}

const minuteOf = (time: string): string => `${time.slice(0, 16).replace("T", " ")} UTC`;
