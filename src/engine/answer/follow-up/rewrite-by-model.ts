import {
  defined,
  GenerationFailedError,
  type GenerationUsage,
  type TextGenerator,
  type Warning,
} from "../../../core/index.ts";
import { askModel, markDocuments } from "../../prompt/index.ts";
import { segmentWords } from "../../text/index.ts";
import { fillTemplate } from "../fill-template.ts";
import type { Previous } from "./rewrite-by-rules.ts";

/** The prompts for a follow-up question. */
export interface FollowUpTemplates {
  /** The model's task; fills `{{fence}}`, `{{mark}}`. */
  readonly standAlone: string;
  /** The conversation; fills `{{said}}`, `{{question}}`. */
  readonly conversation: string;
}

export interface ModelRewriting {
  /** Rewritten question; absent if the model wrote nothing usable. */
  readonly question?: string;
  readonly usage?: GenerationUsage;
  readonly warnings: readonly Warning[];
}

interface RewritingServices {
  readonly generator: TextGenerator;
  readonly templates: FollowUpTemplates;
  /** Returns a new random name at every call. */
  nextFence(): string;
}

const MAX_OUTPUT_TOKENS = 400;
const MAX_QUESTION_CHARACTERS = 500;
/** Maximum number of characters of an earlier answer that the model sees. */
const MAX_ANSWER_CHARACTERS = 1_000;

/** A follow-up question with the turns before it. */
export interface FollowUp {
  readonly question: string;
  /** Earlier turns, oldest first. */
  readonly turns: readonly Previous[];
}

/**
 * Asks a language model to rewrite a follow-up question so that it stands alone. The result is only searched for, never
 * shown as an answer. A question with a number that the conversation does not contain is not used.
 */
export async function rewriteByModel(
  { generator, templates, nextFence }: RewritingServices,
  { question, turns }: FollowUp,
  signal: AbortSignal,
): Promise<ModelRewriting> {
  const conversation = turns
    .map((turn) => `Question: ${turn.question}\nAnswer: ${turn.answer?.slice(0, MAX_ANSWER_CHARACTERS) ?? "none"}`)
    .join("\n\n");
  const said = { name: "said", text: conversation };
  const { blocks, fence, marks } = markDocuments([said], { others: [question], nextFence });
  const request = {
    system: fillTemplate(templates.standAlone, { fence, mark: marks.line }),
    messages: [{ role: "user", text: fillTemplate(templates.conversation, { said: blocks.join(""), question }) }],
    source: { question, evidence: [conversation], canaries: [fence], marks },
    maxOutputTokens: MAX_OUTPUT_TOKENS,
  } as const;
  const texts: string[] = [];
  let usage: GenerationUsage | undefined;
  try {
    for await (const part of askModel(generator, request, signal)) {
      if (part.type === "text") texts.push(part.text);
      if (part.type === "end") usage = part.usage;
    }
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof GenerationFailedError)) throw error;
    const message = `${error.message} The question was understood by rules instead.`;
    return { warnings: [{ code: "follow-up-by-rules", message }] };
  }
  const rewritten = usableQuestion(texts.join(""), `${conversation} ${question}`);
  return defined({ question: rewritten, usage, warnings: [] });
}

/** Returns the question if it is one line that shares a word with the conversation and adds no number. */
function usableQuestion(text: string, conversation: string): string | undefined {
  const question = text
    .trim()
    .replace(/^["“'`]+|(?<!["”'`])["”'`]+$/gu, "")
    .trim();
  if (question === "" || question.includes("\n") || question.length > MAX_QUESTION_CHARACTERS) return undefined;
  const known = new Set(segmentWords(conversation).map((word) => word.text.toLowerCase()));
  const questionWords = segmentWords(question).map((word) => word.text.toLowerCase());
  const invents = questionWords.some((word) => /\p{N}/u.test(word) && !known.has(word));
  return invents || !questionWords.some((word) => known.has(word)) ? undefined : question;
}
