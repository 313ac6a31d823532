import type { Context } from "hono";
import { z } from "zod";
import { defined, InvalidArgumentError } from "../../../core/index.ts";
import { givenObject, searchMode } from "../../../core/schemas/index.ts";
import type { AskOptions, Lydian } from "../../../library/index.ts";
import { callOptionsFor } from "../caller-options.ts";
import type { HttpVariables } from "../http-variables.ts";
import { type answerFormat, readFormat } from "./answer-format.ts";
import { hasWriter, readModel } from "./models.ts";
import type { ConversationQuestion } from "./read-messages.ts";

/** Options that OpenAI's API lacks; a client sends them in the field `lydian`. */
export const lydianOptions = givenObject({
  where: z.string().max(10_000).exactOptional(),
  mode: searchMode.exactOptional(),
  rerank: z.boolean().exactOptional(),
}).exactOptional();

/** A question with the options of the library. */
export interface ApiQuestion {
  readonly text: string;
  readonly options: AskOptions & Required<Pick<AskOptions, "signal">>;
  /** True if the answer is data instead of text. */
  readonly isData: boolean;
  /** Name of the model as the caller sent it. */
  readonly model: string;
}

interface QuestionRequest extends ConversationQuestion {
  readonly model: string;
  readonly format: z.output<typeof answerFormat>;
  readonly lydian: z.output<typeof lydianOptions> | undefined;
}

/**
 * Turns a request into a question for the library.
 *
 * @throws an error if the request cannot be fulfilled, before any part of the answer is sent
 */
export async function readQuestion(
  c: Context<HttpVariables>,
  lydian: Lydian,
  request: QuestionRequest,
): Promise<ApiQuestion> {
  const { question, turns, model, format } = request;
  const signal = c.get("signal");
  const { collection, profile } = await readModel(lydian, model, c.get("caller"), signal);
  const schema = readFormat(format);
  if (schema !== undefined && !(await hasWriter(lydian, signal)))
    throw new InvalidArgumentError("Data with a schema needs a language model, and this server has none.", {
      hint: "Request text, or set `answer.model`.",
    });

  const options = defined({
    ...callOptionsFor(c, collection),
    caller: c.get("caller").id,
    ...request.lydian,
    turns: turns.length === 0 ? undefined : turns,
    profile,
    schema,
  });
  return { text: question, options, isData: schema !== undefined, model };
}
