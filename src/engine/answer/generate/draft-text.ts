import {
  type AnswerSentence,
  GenerationFailedError,
  type GenerationMessage,
  type GenerationRequest,
  type Warning,
} from "../../../core/index.ts";
import { fillTemplate } from "../fill-template.ts";
import { callOptionsOf, type DraftRequest, type ModelAnswererServices, type ModelDraft } from "./model-drafting.ts";
import type { CitedSentence } from "./read-cited-sentences.ts";
import { readGenerated } from "./read-generated.ts";
import { toAnswerSentence } from "./to-answer-sentence.ts";
import { type Prompt, writePrompt } from "./write-prompt.ts";

/** One text of the model, with the sentences that were not dropped. */
interface Attempt {
  readonly text: string;
  readonly kept: readonly AnswerSentence[];
  /** Number of kept sentences that are supported. */
  readonly supported: number;
  readonly proposed: number;
  readonly isNotFound: boolean;
  readonly isMalformed: boolean;
  readonly warnings: readonly Warning[];
}

/**
 * Asks the model for text, or for a table; if the passages support nothing in it, asks once more with the reason.
 *
 * @throws {GenerationFailedError} if the second text is malformed too
 */
export async function draftText(
  services: ModelAnswererServices,
  request: DraftRequest,
  signal: AbortSignal,
): Promise<ModelDraft> {
  const { question, options, examples } = request;
  const { templates, nextFence, generator } = services;
  const prompt = writePrompt({ ...question, templates, nextFence, examples, style: options.style ?? "" });

  question.tellPrompt?.({ systemPrompt: prompt.system, canaries: prompt.source.canaries });

  const first = await attemptText(services, request, prompt, signal);
  if (isAnswer(first)) return { draft: { sentences: first.kept }, warnings: first.warnings };

  const messages: readonly GenerationMessage[] = [
    ...prompt.messages,
    { role: "assistant", text: first.text.trim() === "" ? "…" : first.text },
    { role: "user", text: fillTemplate(templates.repair, { problem: problemOf(first) }) },
  ];
  const second = await attemptText(services, request, { ...prompt, messages }, signal);
  const warnings = [...first.warnings, ...second.warnings];
  if (isAnswer(second)) return { draft: { sentences: second.kept }, warnings };
  if (!second.isMalformed) return { warnings };
  throw new GenerationFailedError(`The language model ${generator.id} broke the required format twice.`, {
    hint: "Ask again, or use a larger model.",
  });
}

const isAnswer = ({ supported, isNotFound }: Attempt): boolean => supported > 0 || isNotFound;

/** Names the problem for the model, so the words are part of the prompt. */
function problemOf({ isMalformed, proposed }: Attempt): string {
  if (isMalformed) return "The answer does not have the form that was asked for.";
  return proposed === 0 ? "No sentence names an existing passage." : "The named passages do not support the sentences.";
}

async function attemptText(
  services: ModelAnswererServices,
  { question, options }: DraftRequest,
  prompt: Prompt,
  signal: AbortSignal,
): Promise<Attempt> {
  const { maxSentences = Number.POSITIVE_INFINITY, isTable = false } = options;
  const call: GenerationRequest = { ...prompt, ...callOptionsOf(options) };
  const kept: AnswerSentence[] = [];
  let proposed = 0;
  let supported = 0;

  const onSentence = async (cited: CitedSentence) => {
    const sentence = toAnswerSentence(withHeader(cited, kept), question.passages, services.findEvidence);
    if (sentence === undefined || kept.length >= maxSentences) return;
    proposed++;
    const fate = (await question.propose?.(sentence)) ?? "supported";
    if (fate === "supported") supported++;
    if (fate !== "dropped") kept.push(sentence);
  };
  const onThought = async (text: string) => question.think?.(text);

  const reading = { call, onSentence, onThought, isTable };
  const end = await readGenerated(services.generator, services.splitSentences, reading, signal).catch(
    (error: unknown) => {
      // The user may have seen the supported sentences already, so they stay.
      if (signal.aborted || supported === 0 || !(error instanceof GenerationFailedError)) throw error;
      return cutOff(error);
    },
  );
  return { ...end, kept, supported, proposed };
}

/** Puts a row under its header, unless an earlier row has the same header. */
function withHeader({ header, ...cited }: CitedSentence, kept: readonly AnswerSentence[]): CitedSentence {
  const isShown = header === undefined || kept.some(({ text }) => text.startsWith(header));
  return isShown ? cited : { ...cited, text: `${header}\n${cited.text}` };
}

function cutOff(error: GenerationFailedError): Omit<Attempt, "kept" | "supported" | "proposed"> {
  const warning = { code: "model-cut-off", message: `${error.message} The answer may be incomplete.` };
  return { text: "", isNotFound: false, isMalformed: false, warnings: [warning] };
}
