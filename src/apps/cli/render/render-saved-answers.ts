import type { SavedAnswerSummary } from "../../../core/index.ts";
import { oneLine } from "../../present/index.ts";
import type { Output } from "../terminal.ts";
import { renderTable } from "./render-table.ts";

export function renderSavedAnswers(answers: readonly SavedAnswerSummary[], output: Output): readonly string[] {
  if (answers.length === 0) return [];
  const columns = [{ name: "id" }, { name: "saved" }, { name: "collection" }, { name: "question" }];
  const rows = answers.map(({ id, savedAt, collection, question, status }) => [
    id,
    `${savedAt.slice(0, 16).replace("T", " ")} UTC`,
    collection,
    `${question === "" ? "(not saved: a guard blocked it)" : oneLine(question)}${status === "abstained" ? " (abstained)" : ""}`,
  ]);
  return renderTable(columns, rows, output);
}
