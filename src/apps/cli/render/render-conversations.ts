import type { KeptConversation } from "../../../core/index.ts";
import { oneLine } from "../../present/index.ts";
import type { Output } from "../terminal.ts";
import { renderTable } from "./render-table.ts";

export function renderConversations(conversations: readonly KeptConversation[], output: Output): readonly string[] {
  if (conversations.length === 0) return [];
  const columns = [{ name: "name" }, { name: "last used" }, { name: "questions" }, { name: "access" }, { name: "id" }];
  const rows = conversations.map(({ name, usedAt, turns, scope, id }) => [
    oneLine(name),
    `${usedAt.slice(0, 16).replace("T", " ")} UTC`,
    String(turns),
    scope.kind === "everything" ? "everything" : `labels ${oneLine(scope.labels.join(", "))}`,
    id,
  ]);
  return renderTable(columns, rows, output);
}
