import {
  defined,
  GenerationFailedError,
  type GenerationUsage,
  type TextGenerator,
  type Warning,
} from "../../../core/index.ts";
import { words } from "../../text/index.ts";
import { fillTemplate } from "../fill-template.ts";
import type { Previous } from "./rewrite-by-rules.ts";

/** The texts of `prompts/` for a follow-up question. */
export interface FollowUpTemplates {
  /** Of the model's task: `{{fence}}`. */
  readonly standAlone: string;
  /** `{{fence}}`, `{{said}}`, `{{question}}`. */
  readonly conversation: string;
}

export interface ModelRewriting {
  /** Absent where the model said nothing that can be used. */
  readonly question?: string;
  readonly usage?: GenerationUsage;
  readonly warnings: readonly Warning[];
}

interface Services {
  readonly generator: TextGenerator;
  readonly templates: FollowUpTemplates;
  /** A new random name at every call. */
  nextFence(): string;
}

const MOST_TOKENS = 400;
const MOST_CHARACTERS = 500;
const MOST_OF_AN_ANSWER = 1_000;

/**
 * Has a language model say a follow-up question so that it stands alone. What it says is only searched for, never shown as
 * an answer; a question with a number that nobody has said is not used.
 */
export async function rewriteByModel(
  { generator, templates, nextFence }: Services,
  { question, turns }: { readonly question: string; readonly turns: readonly Previous[] },
  signal: AbortSignal,
): Promise<ModelRewriting> {
  const said = turns
    .map((turn) => `Question: ${turn.question}\nAnswer: ${turn.answer?.slice(0, MOST_OF_AN_ANSWER) ?? "none"}`)
    .join("\n\n");
  let fence = nextFence();
  while (said.includes(fence) || question.includes(fence)) fence = nextFence();
  const request = {
    system: fillTemplate(templates.standAlone, { fence }),
    messages: [{ role: "user", text: fillTemplate(templates.conversation, { fence, said, question }) }],
    maxOutputTokens: MOST_TOKENS,
  } as const;
  const texts: string[] = [];
  let usage: GenerationUsage | undefined;
  try {
    for await (const part of generator.generate(request, signal)) {
      if (part.type === "text") texts.push(part.text);
      if (part.type === "end") usage = part.usage;
    }
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof GenerationFailedError)) throw error;
    const message = `${error.message} The question was understood by rules instead.`;
    return { warnings: [{ code: "follow-up-by-rules", message }] };
  }
  const rewritten = readQuestion(texts.join(""), `${said} ${question}`);
  return defined({ question: rewritten, usage, warnings: [] });
}

/** One line that says something, with no number of the model's own. */
function readQuestion(text: string, said: string): string | undefined {
  const question = text
    .trim()
    .replace(/^["“'`]+|["”'`]+$/gu, "")
    .trim();
  if (question === "" || question.includes("\n") || question.length > MOST_CHARACTERS) return undefined;
  const known = new Set(words(said).map((word) => word.text.toLowerCase()));
  const own = words(question).map((word) => word.text.toLowerCase());
  const invents = own.some((word) => /\p{N}/u.test(word) && !known.has(word));
  return invents || !own.some((word) => known.has(word)) ? undefined : question;
}
