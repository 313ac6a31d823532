import type { ConversationTurn, KeptConversation } from "../../../core/index.ts";
import type { Conversation } from "../../../library/index.ts";
import { describeAbstention, oneLine, sanitizeText } from "../../present/index.ts";
import type { Output } from "../terminal.ts";
import { readableUri } from "./readable-uri.ts";
import { renderColumns } from "./render-columns.ts";
import { wrapText } from "./wrap-text.ts";

export function renderConversations(conversations: readonly KeptConversation[], output: Output): readonly string[] {
  if (conversations.length === 0) return [];
  const names = ["name", "last used", "questions", "collection", "caller", "access", "id"];
  const columns = names.map((name) => ({ name }));
  const rows = conversations.map(({ name, usedAt, turns, collection, caller, scope, id }) => [
    oneLine(name),
    `${usedAt.slice(0, 16).replace("T", " ")} UTC`,
    String(turns),
    collection,
    caller,
    scope.kind === "everything" ? "everything" : `labels ${oneLine(scope.labels.join(", "))}`,
    id,
  ]);
  return renderColumns(columns, rows, output);
}

/** Prints the turns of a conversation, oldest first. */
export function renderConversation({ turns }: Conversation, output: Output): readonly string[] {
  return turns.flatMap((turn, index) => [...(index === 0 ? [] : [""]), ...renderTurn(turn, output)]);
}

function renderTurn(
  { question, searchedAs, text, reason, sources, askedAt }: ConversationTurn,
  { colors, columns }: Output,
): readonly string[] {
  const answer = text ?? (reason === undefined ? "No answer." : describeAbstention({ reason }));
  const wrap = (line: string, indent = "") => wrapText(sanitizeText(line), columns, indent);
  return [
    colors.bold(wrap(question)),
    colors.dim(`${askedAt.slice(0, 16).replace("T", " ")} UTC`),
    ...(searchedAs === undefined ? [] : [colors.dim(wrap(`searched as: ${searchedAs}`))]),
    ...answer.split("\n").map((line) => wrap(line)),
    ...sources.map(({ title, uri }, index) => colors.dim(wrap(`[${index + 1}] ${title}, ${readableUri(uri)}`, "    "))),
  ];
}
