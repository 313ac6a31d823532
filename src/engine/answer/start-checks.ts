import {
  type AnswerSentence,
  type ContextPassage,
  defined,
  type GuardContext,
  type GuardServices,
  type PromptSecrets,
  type SentenceFate,
  type UnsupportedPolicy,
} from "../../core/index.ts";
import { guardOutput } from "./guard-stages.ts";
import { type JudgedSentence, type JudgeServices, judgeSentence } from "./judge-sentence.ts";

/** Options for unchecked text of a model that listeners receive. */
export interface Tells {
  readonly drafts?: boolean;
  readonly thought?: boolean;
}

export interface CheckRequest {
  readonly tells?: Tells | undefined;
  readonly answerId: string;
  readonly question?: string;
  readonly passages: readonly ContextPassage[];
  readonly unsupported: UnsupportedPolicy;
}

/** The checks of one answer's sentences; each sentence is checked once. */
export interface SentenceChecks {
  /** Receives the prompt of a model before it writes. Guards look in its text for what it repeats. */
  tellPrompt(prompt: PromptSecrets): void;
  /** Returns what guards know about the texts of the answer. */
  context(): GuardContext;
  /**
   * Checks a sentence, and passes it to listeners if it will be shown, so that users read it while the rest is written.
   * An unsupported sentence waits for a supported one. With the policy `abstain`, listeners receive no sentence.
   */
  propose(sentence: AnswerSentence): Promise<SentenceFate>;
  /** Passes a model's hidden reasoning to listeners, if they want it and the guard allows it. */
  think(text: string): Promise<void>;
  /** Returns the sentences to show, in their order; none if no sentence is supported. */
  keepShown(sentences: readonly AnswerSentence[]): Promise<readonly JudgedSentence[]>;
}

/** Starts the checks of one answer. */
export function startChecks(
  services: JudgeServices & GuardServices,
  { answerId, question, passages, unsupported, tells = {} }: CheckRequest,
  signal: AbortSignal,
): SentenceChecks {
  const checked = new Map<AnswerSentence, Promise<JudgedSentence | undefined>>();
  const checkOnce = (sentence: AnswerSentence) => {
    const result = checked.get(sentence) ?? judgeSentence(services, sentence, passages, signal);
    checked.set(sentence, result);
    return result;
  };
  let waiting: JudgedSentence[] | undefined = [];
  const emitChecked = (sentence: JudgedSentence): void => {
    if (unsupported === "abstain") return;
    waiting?.push(sentence);
    if (waiting !== undefined && sentence.verdict !== "supported") return;
    for (const shown of waiting ?? [sentence]) services.emit(toEvent(answerId, shown));
    waiting = undefined;
  };
  const retract = (text: string, why: string): SentenceFate => {
    if (tells.drafts) services.emit({ type: "sentence-retracted", answerId, text, why });
    return "dropped";
  };
  let context: GuardContext = defined({ question, evidence: passages.map(({ text }) => text) });
  // A text that the guard stops in the whole answer must not reach listeners sentence by sentence.
  const isAllowed = async (text: string) => (await guardOutput(services, text, context, signal)).stopped === undefined;
  return {
    tellPrompt(prompt) {
      context = { ...context, ...prompt };
    },
    context: () => context,
    async propose(sentence) {
      const { text, layout = "sentence" } = sentence;
      if (!(await isAllowed(text))) return "dropped";
      if (tells.drafts) services.emit({ type: "sentence-drafted", answerId, text, layout });
      const judged = await checkOnce(sentence);
      if (judged === undefined) return retract(text, "Its citations are not in the documents.");
      if (judged.verdict !== "supported" && unsupported === "drop") return retract(text, judged.why);
      emitChecked(judged);
      return judged.verdict === "supported" ? "supported" : "flagged";
    },
    async think(text) {
      if (tells.thought && (await isAllowed(text))) services.emit({ type: "thought", answerId, text });
    },
    async keepShown(sentences) {
      const judged: JudgedSentence[] = [];
      for (const sentence of sentences) {
        const judgement = await checkOnce(sentence);
        if (judgement !== undefined) judged.push(judgement);
      }
      return selectShown(judged, unsupported);
    },
  };
}

/** Selects the sentences that an answer shows; none if no sentence is supported. */
function selectShown(judged: readonly JudgedSentence[], unsupported: UnsupportedPolicy): readonly JudgedSentence[] {
  const supported = judged.filter(({ verdict }) => verdict === "supported");
  if (unsupported === "abstain") return supported.length === judged.length ? judged : [];
  return unsupported === "drop" || supported.length === 0 ? supported : judged;
}

function toEvent(answerId: string, { text, layout = "sentence", verdict, why, citations }: JudgedSentence) {
  const places = citations.map(({ passage, documentId, span, quote }) => ({ passage, documentId, span, quote }));
  return { type: "sentence-checked", answerId, text, layout, verdict, why, citations: places } as const;
}
