import type { GenerationPart, GenerationRequest, Profile, TextGenerator } from "../../core/index.ts";
import type { LydianParts } from "../lydian-parts.ts";
import type { SearchContext } from "../search/open-search.ts";
import { answerQuestion } from "./answer-question.ts";
import type { AskOptions } from "./ask.ts";

/** What a language model would be asked now. */
export interface PromptPreview {
  /** `none` where the setting `answer.model` is `extractive`. */
  readonly model: string;
  readonly profile: Pick<Profile, "name" | "hash">;
  /** Exactly as it would be sent, but for the random name of the fences, which is another each time; absent if nothing would be. */
  readonly request?: GenerationRequest;
  /** Why nothing would be sent. */
  readonly reason?: string;
  /** Of all its texts, as the model counts, or an estimate. */
  readonly inputTokens: number;
}

export interface PromptOptions
  extends Omit<AskOptions, "save" | "conversation" | "turns" | "continue" | "stream" | "reasoning"> {}

/** See `Lydian.prompt`: everything is done as for an answer, but a recorder stands in the model's place. */
export async function previewPrompt(
  context: SearchContext,
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
    countTokens: (text) => model?.countTokens(text) ?? Math.ceil(text.length / 4),
    close: async () => undefined,
  };
  const recording: LydianParts = {
    ...parts,
    generator: async () => recorder,
    settings: { ...settings, answer: isThere ? settings.answer : withoutPrices(settings.answer) },
  };
  // To rephrase the question a model would have to be asked.
  const open: SearchContext["open"] = (needs, signal) => context.open({ ...needs, rephrases: false }, signal);
  const { answer } = await answerQuestion({ ...context, open, parts: recording }, question, options);
  const profile = options.profile === undefined ? undefined : await parts.readProfile(options.profile);
  const { name, hash } = profile ?? (await parts.prompts()).profile;
  const [request] = requests;
  if (request === undefined) {
    const reason =
      answer.status === "grounded"
        ? "The answer is computed from a table, without a model."
        : `No model is asked: the answer is an abstention (${answer.reason}).`;
    return { model: recorder.id, profile: { name, hash }, reason, inputTokens: 0 };
  }
  const texts = [request.system, ...request.messages.map(({ text }) => text)];
  const inputTokens = texts.reduce((sum, text) => sum + recorder.countTokens(text), 0);
  return { model: recorder.id, profile: { name, hash }, request, inputTokens };
}

/** Where no model is set, the recorder answers in the place of one. */
function withoutPrices({ prices: _, maxCost: __, ...answer }: LydianParts["settings"]["answer"]) {
  return { ...answer, model: "none" };
}

async function* record(requests: GenerationRequest[], request: GenerationRequest): AsyncGenerator<GenerationPart> {
  requests.push(request);
  // The answer to which nothing more is asked.
  yield { type: "text", text: "NOT FOUND" };
  yield { type: "end", reason: "stop", usage: {}, warnings: [] };
}
