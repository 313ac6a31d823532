import type { ConversationTurn } from "../../../core/index.ts";
import type { Conversation } from "../../../library/index.ts";
import { describeAbstention, sanitizeText } from "../../present/index.ts";
import type { Output } from "../terminal.ts";
import { readableUri } from "./readable-uri.ts";
import { wrapText } from "./wrap-text.ts";

/** A conversation as it was, oldest first. */
export function renderConversation({ turns }: Conversation, output: Output): readonly string[] {
  return turns.flatMap((turn, index) => [...(index === 0 ? [] : [""]), ...renderTurn(turn, output)]);
}

function renderTurn(
  { question, searchedAs, text, reason, sources, askedAt }: ConversationTurn,
  { colors, columns }: Output,
): readonly string[] {
  const said = text ?? (reason === undefined ? "No answer." : describeAbstention({ reason }));
  const wrapped = (line: string, indent = "") => wrapText(sanitizeText(line), columns, indent);
  return [
    colors.bold(wrapped(question)),
    colors.dim(`${askedAt.slice(0, 16).replace("T", " ")} UTC`),
    ...(searchedAs === undefined ? [] : [colors.dim(wrapped(`searched as: ${searchedAs}`))]),
    ...said.split("\n").map((line) => wrapped(line)),
    ...sources.map(({ title, uri }, index) =>
      colors.dim(wrapped(`[${index + 1}] ${title}, ${readableUri(uri)}`, "    ")),
    ),
  ];
}
