import { InvalidArgumentError } from "../../core/index.ts";
import type { AskRequest } from "./ask-request.ts";

const bounds = {
  threshold: { from: 0, to: 1, isWhole: false },
  budgetTokens: { from: 100, to: 1_000_000, isWhole: true },
  hits: { from: 1, to: 100, isWhole: true },
} as const;

/** @throws {InvalidArgumentError} naming the argument, its bounds and the value */
export function checkAskRequest(request: AskRequest): void {
  if (request.question.trim() === "") {
    throw new InvalidArgumentError("The question is empty.", { hint: "Ask something in a few words." });
  }
  for (const [name, value] of [
    ["threshold", request.threshold],
    ["budgetTokens", request.budgetTokens],
    ["hits", request.hits],
  ] as const) {
    const { from, to, isWhole } = bounds[name];
    if (name === "threshold" && value === Number.POSITIVE_INFINITY) continue;
    if (value === undefined || (value >= from && value <= to && (!isWhole || Number.isInteger(value)))) continue;
    throw new InvalidArgumentError(
      `"${name}" must be ${isWhole ? "a whole number" : "a number"} from ${from} to ${to}; it is ${value}.`,
    );
  }
}
