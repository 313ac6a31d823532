import { z } from "zod";
import { type EarlierTurn, InvalidArgumentError } from "../../../index.ts";
import { readWritten } from "../../present/index.ts";

const MOST_CHARACTERS = 10_000;

const part = z.object({ type: z.string(), text: z.string().optional(), refusal: z.string().optional() });

/** One message of a conversation, in the shape of either API. */
export const message = z.object({
  role: z.enum(["system", "developer", "user", "assistant", "tool", "function"]),
  content: z.union([z.string(), z.array(part)]).nullish(),
});

type Message = z.output<typeof message>;

/** The last question, with what was said before it. */
export interface AskedInConversation {
  readonly question: string;
  readonly turns: readonly EarlierTurn[];
}

/**
 * The last message is the question. What the user asked before and what was answered help to understand it. Instructions are not
 * heard: how answers are written is a matter of profiles, and what they say one of the documents.
 *
 * @throws {InvalidArgumentError} if the last message is no question of the user's in words
 */
export function readConversation(messages: readonly Message[]): AskedInConversation {
  const said = messages.filter(({ role }) => role === "user" || role === "assistant");
  const last = said.at(-1);
  const question = last === undefined ? "" : textOf(last).trim();
  if (last?.role !== "user" || question === "")
    throw new InvalidArgumentError("The last message has to be the user's question, in words.");
  if (question.length > MOST_CHARACTERS)
    throw new InvalidArgumentError(`The question has ${question.length} characters; it may have ${MOST_CHARACTERS}.`, {
      hint: "Documents are added, and not sent along with a question.",
    });
  const turns: EarlierTurn[] = [];
  for (const one of said.slice(0, -1)) {
    const text = textOf(one).trim();
    const before = turns.at(-1);
    if (one.role === "user") turns.push({ question: text });
    else if (before !== undefined) turns.splice(-1, 1, answered(before, text));
  }
  return { question, turns: turns.filter((turn) => turn.question !== "") };
}

function answered({ question }: EarlierTurn, text: string): EarlierTurn {
  const answer = readWritten(text);
  return answer === undefined ? { question } : { question, answer };
}

/** @throws {InvalidArgumentError} for a picture, a sound or a file: only words can be searched for */
function textOf({ content, role }: Message): string {
  if (content === null || content === undefined) return "";
  if (typeof content === "string") return content;
  const other = content.find(({ text, refusal }) => text === undefined && refusal === undefined);
  if (other !== undefined && role === "user")
    throw new InvalidArgumentError(`A message holds "${other.type}"; only text can be asked.`);
  return content.flatMap(({ text }) => text ?? []).join("\n");
}
