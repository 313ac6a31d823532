import { z } from "zod";
import { InvalidArgumentError } from "../../../core/index.ts";
import type { EarlierTurn } from "../../../library/index.ts";
import { readWritten } from "../../present/index.ts";

const MAX_CHARACTERS = 10_000;

const part = z.object({ type: z.string(), text: z.string().optional(), refusal: z.string().optional() });

/** A message of a conversation, in the format of either API. */
export const message = z.object({
  role: z.enum(["system", "developer", "user", "assistant", "tool", "function"]),
  content: z.union([z.string(), z.array(part).max(1_000)]).nullish(),
});

type Message = z.output<typeof message>;

/** The last question of a conversation, with the turns before it. */
export interface ConversationQuestion {
  readonly question: string;
  readonly turns: readonly EarlierTurn[];
}

/**
 * Reads the question from the last message. Earlier questions and answers help to understand it. Instructions are
 * ignored: profiles define how answers are written, and the documents what they say.
 *
 * @throws {InvalidArgumentError} if the last message is not a question of the user in words
 */
export function readMessages(messages: readonly Message[]): ConversationQuestion {
  const spoken = messages.filter(({ role }) => role === "user" || role === "assistant");
  const last = spoken.at(-1);
  const question = last === undefined ? "" : textOf(last).trim();
  if (last?.role !== "user" || question === "")
    throw new InvalidArgumentError("The last message must be the user's question, in words.");
  if (question.length > MAX_CHARACTERS)
    throw new InvalidArgumentError(
      `The question has ${question.length} characters; the maximum is ${MAX_CHARACTERS}.`,
      {
        hint: "Add documents to the collection instead of sending them with a question.",
      },
    );
  const turns: EarlierTurn[] = [];
  for (const earlier of spoken.slice(0, -1)) {
    const text = textOf(earlier).trim();
    const before = turns.at(-1);
    if (earlier.role === "user") turns.push({ question: text });
    else if (before !== undefined) turns.splice(-1, 1, withAnswer(before, text));
  }
  return { question, turns: turns.filter((turn) => turn.question !== "") };
}

function withAnswer({ question }: EarlierTurn, text: string): EarlierTurn {
  const answer = readWritten(text);
  return answer === undefined ? { question } : { question, answer };
}

/**
 * Returns the text of a message.
 *
 * @throws {InvalidArgumentError} if the user sent a picture, a sound or a file
 */
function textOf({ content, role }: Message): string {
  if (content === null || content === undefined) return "";
  if (typeof content === "string") return content;
  const unsupported = content.find(({ text, refusal }) => text === undefined && refusal === undefined);
  if (unsupported !== undefined && role === "user")
    throw new InvalidArgumentError(`A message contains "${unsupported.type}"; a question must be text.`);
  return content.flatMap(({ text }) => text ?? []).join("\n");
}
