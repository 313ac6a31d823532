import { type GenerationPart, LydianError, type TextGenerator, type Warning } from "../../../core/index.ts";
import { askModel } from "../../prompt/index.ts";
import { readRephrasings } from "./read-rephrasings.ts";

export interface RephraserOptions {
  readonly generator: TextGenerator;
  /** Prompt for the model's task; `{{count}}` is replaced by the number of phrasings. */
  readonly template: string;
  /** Number of phrasings to ask for, from 1. */
  readonly count: number;
  /** Maximum time for the model, in milliseconds, from 1. */
  readonly budgetMs: number;
}

/** Other phrasings of a question; if there are none, the warning says why. */
export interface Rephrased {
  readonly texts: readonly string[];
  readonly warning?: Warning;
}

/** Maximum number of tokens of a phrasing, which is one line. */
const TOKENS_PER_PHRASING = 60;

/** Creates a function that asks a language model for other phrasings of a question. A failure is only a warning. */
export function createRephraser({ generator, template, count, budgetMs }: RephraserOptions) {
  const system = template.replaceAll("{{count}}", `${count}`).trim();
  return async (question: string, signal: AbortSignal): Promise<Rephrased> => {
    const timer = AbortSignal.timeout(budgetMs);
    const request = {
      system,
      messages: [{ role: "user", text: question }],
      maxOutputTokens: TOKENS_PER_PHRASING * count,
      sampling: { temperature: 0 },
      source: { question, evidence: [], canaries: [] },
    } as const;
    try {
      const reply = await readReply(askModel(generator, request, AbortSignal.any([signal, timer])));
      const texts = readRephrasings(reply, question, count);
      if (texts.length > 0) return { texts };
      return { texts, warning: notRephrased(`${generator.id} gave no other phrasing of the question.`) };
    } catch (error) {
      signal.throwIfAborted();
      if (timer.aborted)
        return { texts: [], warning: notRephrased(`${generator.id} took longer than ${budgetMs / 1_000} seconds.`) };
      if (!(error instanceof LydianError)) throw error;
      return { texts: [], warning: notRephrased(error.message) };
    }
  };
}

async function readReply(parts: AsyncIterable<GenerationPart>): Promise<string> {
  const texts: string[] = [];
  for await (const part of parts) if (part.type === "text") texts.push(part.text);
  return texts.join("");
}

function notRephrased(why: string): Warning {
  return { code: "not-rephrased", message: `Searched by the question alone. ${why}` };
}
