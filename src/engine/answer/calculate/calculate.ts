import type { AnswerDraft } from "../../../core/index.ts";
import { computeCalculation, stateCalculation } from "../../verify/index.ts";
import {
  type PlannedCalculation,
  planCalculation,
  type RefusedCalculation,
  type TableSources,
} from "./plan-calculation.ts";
import type { Analyze } from "./question-words.ts";

/** Maximum number of cells that are cited one by one; the calculation names more of them. */
const MAX_CITED_CELLS = 20;
/** Maximum number of cells cited for an answer by groups: the names, and two cells a group. */
const MAX_CITED_CELLS_OF_GROUPS = 120;
/**
 * Confidence of a calculation. It is not calibrated: the rules fire only if they explain every word of the question.
 */
const CONFIDENCE = 0.9;
/** Minimum number of rows of a calculation by values alone, since a single row needs none. */
const MIN_ROWS = 2;

/** A computed answer, or the reason why a question is understood and still not computed. */
export type CalculatedDraft = { readonly status: "computed"; readonly draft: AnswerDraft } | RefusedCalculation;

/**
 * Answers a question that asks for a sum, a count, a minimum, a maximum, an average or a median over a table.
 *
 * @returns  undefined if the question asks for no calculation; the answerer then answers from the passages
 */
export async function calculate(
  analyze: Analyze,
  question: string,
  sources: TableSources,
  signal: AbortSignal,
): Promise<CalculatedDraft | undefined> {
  const planned = await planCalculation(question, sources, analyze, signal);
  if (planned?.status !== "planned") return planned;
  const { plan, document, passage } = planned;
  const computed = await computeCalculation(plan, document, signal);
  if (computed === undefined) return sayNothingCounted(planned);
  if (computed.status === "refused") return refuse(computed.why);
  const { calculation } = computed;
  if (isOneRow(planned, calculation.rows)) return undefined;
  if (
    planned.areValuesJoinedByAnd &&
    plan.operation === "count" &&
    calculation.value < calculation.rows &&
    plan.column !== undefined
  )
    return refuse(
      `A value of "${plan.column.name}" may occur with one of the values or with all: the question joins them by "and".`,
    );
  const maxCited = plan.groupBy === undefined ? MAX_CITED_CELLS : MAX_CITED_CELLS_OF_GROUPS;
  const evidence = calculation.cells.slice(0, maxCited).map(({ span }) => ({ passage: passage.number, span }));
  const sentences = [{ text: stateCalculation(calculation), evidence, calculation }];
  return { status: "computed", draft: { sentences, confidence: CONFIDENCE, answeredBy: "calculation" } };
}

function refuse(why: string): RefusedCalculation {
  return { status: "refused", why, isAboutSeveral: false };
}

/** Returns whether the question compares or groups, which no single passage answers. */
function needsTable({ plan: { conditions, groupBy } }: PlannedCalculation): boolean {
  return groupBy !== undefined || conditions.some((one) => "numberIs" in one || "dateIs" in one || "isAnyOf" in one);
}

function isOneRow(planned: PlannedCalculation, rows: number): boolean {
  return planned.plan.operation !== "count" && rows < MIN_ROWS && !needsTable(planned);
}

function sayNothingCounted(planned: PlannedCalculation): RefusedCalculation | undefined {
  return needsTable(planned)
    ? refuse("No row of the table satisfies the conditions with a number to compute.")
    : undefined;
}
