import {
  type Abstained,
  estimateTokens,
  type GenerationPart,
  type GenerationRequest,
  type Profile,
  type TextGenerator,
} from "../../core/index.ts";
import type { AnswerContext } from "../answer/answer-context.ts";
import { runGuarded } from "../answer/run-guarded.ts";
import { collectionOf } from "../call/call-context.ts";
import { guardModel } from "../guard/guard-model.ts";
import type { LydianParts } from "../parts/lydian-parts.ts";
import type { AskOptions } from "./ask-options.ts";
import { answerInChosenWay } from "./ask-question.ts";

/** The request that a language model would get for a question. */
export interface PromptPreview {
  /** Name of the model; `none` if the setting `answer.model` is `extractive`. */
  readonly model: string;
  readonly profile: Pick<Profile, "name" | "hash">;
  /**
   * Request as it would be sent, except for the random name of its fences and the mark of its lines;
   * absent if nothing would be sent.
   */
  readonly request?: Omit<GenerationRequest, "source">;
  /** Reason why nothing would be sent. */
  readonly reason?: string;
  /** Abstention that the question gets without a model; absent if it gets an answer. */
  readonly abstained?: Abstained;
  /** Number of tokens of all texts, counted by the model or estimated. */
  readonly inputTokens: number;
}

export interface PromptOptions
  extends Omit<AskOptions, "save" | "conversation" | "turns" | "continue" | "stream" | "reasoning"> {}

/**
 * Returns the request that a language model would get. The question is answered with a recorder in place of the model.
 */
export async function previewPrompt(
  context: AnswerContext,
  question: string,
  options: PromptOptions = {},
): Promise<PromptPreview> {
  const { parts } = context;
  const { settings } = parts;
  const isThere = settings.answer.model !== "extractive";
  const model = isThere ? await parts.generator() : undefined;
  const requests: GenerationRequest[] = [];
  const recorder: TextGenerator = {
    id: model?.id ?? "none",
    holdsSchema: model?.holdsSchema ?? false,
    generate: (request) => record(requests, request),
    countTokens: (text) => model?.countTokens(text) ?? estimateTokens(text),
    close: async () => undefined,
  };
  const recording: AnswerContext = {
    ...context,
    parts: {
      ...parts,
      settings: {
        ...settings,
        // The question is not rephrased, because that would call a model.
        search: { ...settings.search, rephrasings: 0 },
        answer: isThere ? settings.answer : withoutPrices(settings.answer),
      },
    },
    guardedBy: (guard, masks) => ({
      ...context.guardedBy(guard, masks),
      generator: async () => guardModel(recorder, { guard, emit: context.emit }),
    }),
  };
  // Nothing is stored: neither a case for review, nor what the recorder says about a section.
  const asked = { ...options, private: true };
  const call = { question, collection: collectionOf(context, options), options: asked };
  const { answer, survey } = await runGuarded(recording, call, (guarded) =>
    answerInChosenWay(guarded, question, asked),
  );
  const profile = options.profile === undefined ? undefined : await parts.readProfile(options.profile);
  const { name, hash } = profile ?? (await parts.prompts()).profile;
  const [request] = requests;
  if (request === undefined) {
    const preview = { model: recorder.id, profile: { name, hash }, inputTokens: 0 };
    if (answer.status !== "grounded")
      return { ...preview, reason: "Lydian abstains without asking a model.", abstained: answer };
    const way = survey === undefined ? "The answer is computed from a table" : "Every section is read by its words";
    return { ...preview, reason: `${way}, without a model.` };
  }
  const texts = [request.system, ...request.messages.map(({ text }) => text)];
  const inputTokens = texts.reduce((sum, text) => sum + recorder.countTokens(text), 0);
  const { source: _, ...sent } = request;
  return { model: recorder.id, profile: { name, hash }, request: sent, inputTokens };
}

/**
 * Returns settings with a placeholder model and no prices, so that the recorder also works if no model is configured.
 */
function withoutPrices({ prices: _, maxCost: __, ...answer }: LydianParts["settings"]["answer"]) {
  return { ...answer, model: "none" };
}

async function* record(requests: GenerationRequest[], request: GenerationRequest): AsyncGenerator<GenerationPart> {
  requests.push(request);
  // After this reply, the answerer sends no further request.
  yield { type: "text", text: "NOT FOUND" };
  yield { type: "end", reason: "stop", usage: {}, warnings: [] };
}
