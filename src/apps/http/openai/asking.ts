import type { Context } from "hono";
import { z } from "zod";
import { defined } from "../../../core/index.ts";
import { givenObject, searchMode } from "../../../core/schemas/index.ts";
import { type AskOptions, InvalidArgumentError, type Lydian } from "../../../index.ts";
import { callOptionsFor } from "../call-options.ts";
import type { HttpVariables } from "../http-variables.ts";
import { type answerFormat, readFormat } from "./answer-format.ts";
import type { AskedInConversation } from "./conversation.ts";
import { hasWriter, readModel } from "./models.ts";

/** What OpenAI's API has no word for; a client sends it as a field of its own. */
export const wishes = givenObject({
  where: z.string().max(10_000).exactOptional(),
  mode: searchMode.exactOptional(),
  rerank: z.boolean().exactOptional(),
}).exactOptional();

/** A question as the library is asked it. */
export interface Asked {
  readonly question: string;
  readonly options: AskOptions & Required<Pick<AskOptions, "signal">>;
  /** Whether data is wanted, and no text. */
  readonly isData: boolean;
  /** As the caller named it. */
  readonly model: string;
}

interface Wanted extends AskedInConversation {
  readonly model: string;
  readonly format: z.output<typeof answerFormat>;
  readonly wishes: z.output<typeof wishes> | undefined;
}

/** @throws what says that the call can not be fulfilled, before anything of an answer is sent */
export async function toAsked(
  c: Context<HttpVariables>,
  lydian: Lydian,
  { question, turns, model, format, wishes: wished = {} }: Wanted,
): Promise<Asked> {
  const signal = c.get("signal");
  const { collection, profile } = await readModel(lydian, { model, caller: c.get("caller") }, signal);
  const schema = readFormat(format);
  if (schema !== undefined && !(await hasWriter(lydian, signal)))
    throw new InvalidArgumentError("Data by a schema needs a language model, and the server has none.", {
      hint: "Ask for text, or set `answer.model`.",
    });
  const options = defined({
    ...callOptionsFor(c, collection),
    ...wished,
    ...(turns.length === 0 ? {} : { turns }),
    profile,
    schema,
  });
  return { question, options, isData: schema !== undefined, model };
}
