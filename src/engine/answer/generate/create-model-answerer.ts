import {
  type AnswerDraft,
  type Answerer,
  type AnswerSentence,
  type Asked,
  defined,
  GenerationFailedError,
  type GenerationMessage,
  type GenerationRequest,
  type JsonSchema,
  type ProfileExample,
  type Span,
  type TextGenerator,
  type Warning,
} from "../../../core/index.ts";
import { fillTemplate } from "../fill-template.ts";
import { answerWithData } from "./answer-with-data.ts";
import type { CitedSentence } from "./read-cited-sentences.ts";
import { readGenerated } from "./read-generated.ts";
import { tallyUsage } from "./tally-usage.ts";
import { toAnswerSentence } from "./to-answer-sentence.ts";
import { type PromptTemplates, writePrompt } from "./write-prompt.ts";

export interface ModelAnswererServices {
  readonly generator: TextGenerator;
  /** Says how sure it is before the model is asked, and answers in its place when that fails. */
  readonly extractive: Answerer;
  readonly templates: PromptTemplates;
  splitSentences(text: string): readonly Span[];
  /** The spans of a passage's text that a sentence rests on. */
  findEvidence(sentence: string, passage: string): readonly Span[];
  /** Whether a sentence says a value of data. */
  saysValue(sentence: string, value: string | number | boolean): boolean;
  nextFence(): string;
  /** Examples of a collection for a question, which are to be shown before it; absent: none. */
  pickExamples?(
    question: string,
    signal: AbortSignal,
  ): Promise<{ readonly examples: readonly ProfileExample[]; readonly warnings: readonly Warning[] }>;
}

export interface ModelAnswererOptions {
  /** How the answer is to be written, in words; default no wishes. */
  readonly style?: string;
  /** From 1: sentences beyond it are not proposed. Default as many as there are. */
  readonly maxSentences?: number;
  /** Of the data that are wanted instead of text alone. */
  readonly schema?: JsonSchema;
  /** Whether values of data that are not supported are shown, with their verdict. Default false. */
  readonly keepsUnsupported?: boolean;
  /** Whether rows of a table are wanted. Default false. */
  readonly isTable?: boolean;
  /** From 1, default 1,000. */
  readonly maxOutputTokens?: number;
  readonly sampling?: GenerationRequest["sampling"];
  readonly effort?: GenerationRequest["effort"];
  /** When the model can not be reached: quotes with a warning, or the error. Default `quotes`. */
  readonly onFailure?: "quotes" | "error";
}

/** One answer of the model, with those of its sentences that were not dropped. */
interface Attempt {
  readonly text: string;
  readonly kept: readonly AnswerSentence[];
  /** How many of them are supported. */
  readonly supported: number;
  readonly proposed: number;
  readonly isNotFound: boolean;
  readonly isMalformed: boolean;
  readonly warnings: readonly Warning[];
}

/**
 * Answers with a language model that sees the passages and nothing else. Each of its sentences is proposed as soon as it
 * is whole. If none is found good, the model is told why and asked once more, and then the extractive answerer speaks.
 */
export function createModelAnswerer(services: ModelAnswererServices, options: ModelAnswererOptions = {}): Answerer {
  const { generator, extractive } = services;
  return {
    id: generator.id,
    async answer(asked, signal) {
      const quotes = await extractive.answer(withoutProposing(asked), signal);
      const threshold = asked.threshold ?? quotes.threshold;
      if (threshold !== undefined && quotes.confidence < threshold) return { ...quotes, sentences: [] };
      const tally = tallyUsage(generator);
      const told = { ...services, generator: tally.generator };
      const draft = await answerBy(told, { asked, options, quotes }, signal).catch((error: unknown) => {
        signal.throwIfAborted();
        if (!(error instanceof GenerationFailedError) || options.onFailure === "error") throw error;
        return inItsPlace(quotes, extractive.id, {
          code: "model-failed",
          message: `${error.message} The answer quotes the documents instead.`,
        });
      });
      return { ...draft, usage: tally.usage() };
    },
  };
}

interface ModelRequest {
  readonly asked: Asked;
  readonly options: ModelAnswererOptions;
  readonly quotes: AnswerDraft;
  readonly examples: readonly ProfileExample[];
}

async function answerBy(
  services: ModelAnswererServices,
  request: Omit<ModelRequest, "examples">,
  signal: AbortSignal,
): Promise<AnswerDraft> {
  const { asked, options } = request;
  const answer = options.schema === undefined ? answerByModel : answerByData;
  const { examples = [], warnings = [] } = (await services.pickExamples?.(asked.question, signal)) ?? {};
  const draft = await answer(services, { ...request, examples }, signal);
  return warnings.length === 0 ? draft : { ...draft, warnings: [...warnings, ...(draft.warnings ?? [])] };
}

async function answerByModel(
  services: ModelAnswererServices,
  { asked, options, quotes, examples }: ModelRequest,
  signal: AbortSignal,
): Promise<AnswerDraft> {
  const { templates, nextFence, generator } = services;
  const prompt = writePrompt({ ...asked, templates, nextFence, examples, style: options.style ?? "" });
  const attempt = (messages: readonly GenerationMessage[]) =>
    attemptAnswer(services, { asked, options, prompt: { ...prompt, messages } }, signal);
  const first = await attempt(prompt.messages);
  const { confidence, threshold } = quotes;
  const draft = defined({ confidence, threshold });
  if (first.supported > 0 || first.isNotFound) return { ...draft, sentences: first.kept, warnings: first.warnings };

  const repair = fillTemplate(templates.repair, { problem: problemOf(first) });
  const said: readonly GenerationMessage[] = [
    ...prompt.messages,
    { role: "assistant", text: first.text.trim() === "" ? "…" : first.text },
    { role: "user", text: repair },
  ];
  const second = await attempt(said);
  const warnings = [...first.warnings, ...second.warnings];
  if (second.supported > 0 || second.isNotFound) return { ...draft, sentences: second.kept, warnings };
  if (second.isMalformed)
    throw new GenerationFailedError(`The language model ${generator.id} did not keep to the form, asked twice.`, {
      hint: "Ask again, or use a larger model.",
    });
  return unsupported(services, quotes, warnings);
}

/** In the form of the schema that the options have. */
async function answerByData(
  services: ModelAnswererServices,
  { asked, options, quotes, examples }: ModelRequest,
  signal: AbortSignal,
): Promise<AnswerDraft> {
  const { schema = {} } = options;
  const request = { asked, options, schema, examples, sampling: callOf(options) };
  const { draft, warnings } = await answerWithData(services, request, signal);
  const { confidence, threshold } = quotes;
  if (draft !== undefined) return defined({ ...draft, confidence, threshold });
  return unsupported(services, quotes, warnings);
}

function unsupported(
  { generator, extractive }: ModelAnswererServices,
  quotes: AnswerDraft,
  warnings: readonly Warning[],
): AnswerDraft {
  const replaced = inItsPlace(quotes, extractive.id, {
    code: "model-unsupported",
    message: `Nothing that ${generator.id} said is supported by the passages; the answer quotes the documents instead.`,
  });
  return { ...replaced, warnings: [...warnings, ...(replaced.warnings ?? [])] };
}

function callOf({ maxOutputTokens = 1_000, sampling, effort }: ModelAnswererOptions) {
  return defined({ maxOutputTokens, sampling, effort });
}

function problemOf({ isMalformed, proposed }: Attempt): string {
  if (isMalformed) return "The answer does not have the form that was asked for.";
  return proposed === 0
    ? "No sentence names a passage that is there."
    : "What the sentences say is not what the passages that they name say.";
}

async function attemptAnswer(
  services: ModelAnswererServices,
  request: {
    readonly asked: Asked;
    readonly options: ModelAnswererOptions;
    readonly prompt: Pick<GenerationRequest, "system" | "messages"> & { readonly marker?: string };
  },
  signal: AbortSignal,
): Promise<Attempt> {
  const { asked, options, prompt } = request;
  const { marker, ...messages } = prompt;
  const { maxSentences = Number.POSITIVE_INFINITY, isTable = false } = options;
  const call: GenerationRequest = { ...messages, ...callOf(options) };
  const kept: AnswerSentence[] = [];
  let proposed = 0;
  let supported = 0;
  const onSentence = async (cited: CitedSentence) => {
    const sentence = toAnswerSentence(services, headed(cited, kept), asked.passages);
    if (sentence === undefined || kept.length >= maxSentences) return;
    proposed++;
    const fate = (await asked.propose?.(sentence)) ?? "supported";
    if (fate === "supported") supported++;
    if (fate !== "dropped") kept.push(sentence);
  };
  const marking = marker === undefined ? {} : { marker };
  const onThought = async (text: string) => asked.think?.(text);
  const end = await readGenerated(services, { call, onSentence, onThought, isTable, ...marking }, signal).catch(
    (error: unknown) => {
      // What was found good may have reached the reader: it stays.
      if (signal.aborted || supported === 0 || !(error instanceof GenerationFailedError)) throw error;
      return {
        ...cutOff,
        warnings: [{ code: "model-cut-off", message: `${error.message} The answer may lack something.` }],
      };
    },
  );
  return { ...end, kept, supported, proposed };
}

/** A row brings its header along, unless one under the same header stands there already. */
function headed({ header, ...cited }: CitedSentence, kept: readonly AnswerSentence[]): CitedSentence {
  const isThere = header === undefined || kept.some(({ text }) => text.startsWith(header));
  return isThere ? cited : { ...cited, text: `${header}\n${cited.text}` };
}

const cutOff = { text: "", isNotFound: false, isMalformed: false, usage: {} };

/** The extractive answer, with the reason why it is not the model's. */
function inItsPlace(quotes: AnswerDraft, answeredBy: string, warning: Warning): AnswerDraft {
  return { ...quotes, answeredBy, warnings: [...(quotes.warnings ?? []), warning] };
}

function withoutProposing({ propose: _, think: __, ...asked }: Asked): Asked {
  return asked;
}
