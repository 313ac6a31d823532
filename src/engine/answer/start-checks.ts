import type {
  AnswerSentence,
  ContextPassage,
  Guard,
  Listener,
  SentenceFate,
  UnsupportedPolicy,
} from "../../core/index.ts";
import { guardText } from "./guard-text.ts";
import { type JudgedSentence, type JudgeServices, judgeSentence } from "./judge-sentence.ts";

interface CheckServices extends JudgeServices {
  readonly guard: Guard;
  readonly emit: Listener;
}

/** What of a model's words is told before it is checked, or without ever being. */
export interface Tells {
  readonly drafts?: boolean;
  readonly thought?: boolean;
}

export interface CheckRequest {
  readonly tells?: Tells | undefined;
  readonly answerId: string;
  readonly passages: readonly ContextPassage[];
  readonly unsupported: UnsupportedPolicy;
}

/** The checks of one answer's sentences; each sentence is checked once. */
export interface SentenceChecks {
  /**
   * Tells listeners of a sentence that will be shown, so that it may be read while the rest is written: of one that is not
   * supported only after one that is, and of none where one unsupported sentence would end the answer.
   */
  propose(sentence: AnswerSentence): Promise<SentenceFate>;
  /** Tells a model's thought, where that is wanted and the guard lets it pass. */
  think(text: string): Promise<void>;
  /** Those that are shown, in their order; none where no sentence is supported. */
  keepShown(sentences: readonly AnswerSentence[]): Promise<readonly JudgedSentence[]>;
}

export function startChecks(
  services: CheckServices,
  { answerId, passages, unsupported, tells = {} }: CheckRequest,
  signal: AbortSignal,
): SentenceChecks {
  const checked = new Map<AnswerSentence, Promise<JudgedSentence | undefined>>();
  const checkOnce = (sentence: AnswerSentence) => {
    const result = checked.get(sentence) ?? judgeSentence(services, { sentence, passages }, signal);
    checked.set(sentence, result);
    return result;
  };
  let waiting: JudgedSentence[] | undefined = [];
  const tell = (sentence: JudgedSentence): void => {
    if (unsupported === "abstain") return;
    waiting?.push(sentence);
    if (waiting !== undefined && sentence.verdict !== "supported") return;
    for (const one of waiting ?? [sentence]) services.emit(toEvent(answerId, one));
    waiting = undefined;
  };
  // What the guard holds back of a whole answer must not have left sentence by sentence.
  const mayPass = async (text: string) =>
    (await guardText(services, { stage: "answer", text }, signal)).stopped === undefined;
  return {
    async propose(sentence) {
      const { text, layout = "sentence" } = sentence;
      if (!(await mayPass(text))) return "dropped";
      if (tells.drafts) services.emit({ type: "sentence-drafted", answerId, text, layout });
      const judged = await checkOnce(sentence);
      if (judged === undefined || (judged.verdict !== "supported" && unsupported === "drop")) {
        const why = judged?.why ?? "What it cites does not stand in the documents.";
        if (tells.drafts) services.emit({ type: "sentence-retracted", answerId, text, why });
        return "dropped";
      }
      tell(judged);
      return judged.verdict === "supported" ? "supported" : "flagged";
    },
    async think(text) {
      if (tells.thought && (await mayPass(text))) services.emit({ type: "thought", answerId, text });
    },
    async keepShown(sentences) {
      const judged: JudgedSentence[] = [];
      for (const sentence of sentences) {
        const one = await checkOnce(sentence);
        if (one !== undefined) judged.push(one);
      }
      const supported = judged.filter(({ verdict }) => verdict === "supported");
      if (unsupported === "abstain") return supported.length === judged.length ? judged : [];
      return unsupported === "drop" || supported.length === 0 ? supported : judged;
    },
  };
}

function toEvent(answerId: string, { text, layout = "sentence", verdict, why, citations }: JudgedSentence) {
  const places = citations.map(({ passage, documentId, span, quote }) => ({ passage, documentId, span, quote }));
  return { type: "sentence-checked", answerId, text, layout, verdict, why, citations: places } as const;
}
