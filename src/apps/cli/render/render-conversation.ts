import type { ConversationTurn } from "../../../core/index.ts";
import type { Conversation } from "../../../library/index.ts";
import { describeAbstention, sanitizeText } from "../../present/index.ts";
import type { Output } from "../terminal.ts";
import { readableUri } from "./readable-uri.ts";
import { wrapText } from "./wrap-text.ts";

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
