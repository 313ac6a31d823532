import { z } from "zod";
import {
  GenerationFailedError,
  type GenerationRequest,
  type GuardEngine,
  parseJson,
  type TextGenerator,
} from "../../core/index.ts";
import { askModel, markDocuments } from "../../engine/prompt/index.ts";
import type { GuardJudge, JudgeRequest } from "../../guard/index.ts";

/** Services of a judge of uncertain scores. */
export interface GuardJudgeServices {
  /** Guards the prompt and the reply of the model. */
  readonly guard: GuardEngine;
  /** Opens the language model. */
  readonly generator: () => Promise<TextGenerator>;
  /** Returns the system prompt, `prompts/guard-judge.md`. */
  readonly instructions: () => Promise<string>;
  /** Returns a new random name at every call, so that no text can contain it on purpose. */
  nextFence(): string;
}

/** Maximum output tokens, hidden reasoning included. */
const MAX_OUTPUT_TOKENS = 2_000;
/** Maximum characters read of a reply. */
const MAX_REPLY_CHARACTERS = 1_000;
const reply = z.strictObject({ answer: z.enum(["yes", "no"]) });

/**
 * Creates a judge that asks a language model. The lines of the text are marked, and what the policy redacts in prompts
 * is not sent. The judge throws if the model fails, its prompt is stopped, or its reply is not in the requested form.
 */
export function createGuardJudge(services: GuardJudgeServices): GuardJudge {
  return {
    async ask(request, signal) {
      const { guard, generator } = services;
      const { guardModel } = await import("./guard-model.ts");
      const model = guardModel(await generator(), { guard, emit: () => undefined });
      let replyText = "";
      for await (const part of askModel(model, await writePrompt(request, services), signal))
        if (part.type === "text") replyText = (replyText + part.text).slice(0, MAX_REPLY_CHARACTERS);
      const parsed = reply.safeParse(parseJson(replyText));
      if (!parsed.success) throw new GenerationFailedError("The judge's reply is not in the requested form.");
      return parsed.data.answer === "yes";
    },
  };
}

/** Writes the prompt for a text. Each of its lines is marked, so that it cannot write a line of the prompt. */
async function writePrompt({ text, question }: JudgeRequest, services: GuardJudgeServices): Promise<GenerationRequest> {
  const instructions = await services.instructions();
  const { blocks, fence, marks } = markDocuments([{ name: "source", text }], {
    others: [question],
    nextFence: () => services.nextFence(),
  });
  return {
    system: instructions.replace("{{question}}", () => question),
    messages: [{ role: "user", text: blocks.join("\n\n") }],
    maxOutputTokens: MAX_OUTPUT_TOKENS,
    sampling: { temperature: 0 },
    source: { question, evidence: [text], canaries: [fence], marks },
  };
}
