import type { AnswerSentence, ContextPassage, Guard, Listener } from "../core/index.ts";
import { checkCitations } from "../verify/index.ts";
import { guardText } from "./guard-text.ts";
import { type SupportedSentence, type VerifyServices, verifySentences } from "./verify-sentences.ts";

interface CheckServices extends VerifyServices {
  readonly guard: Guard;
  readonly emit: Listener;
}

/** The checks of one answer's sentences; each sentence is checked once. */
export interface SentenceChecks {
  /** True if the sentence will be shown; it is told to listeners then, and may be read while the rest is written. */
  propose(sentence: AnswerSentence): Promise<boolean>;
  /** Those that are supported, in their order. */
  keepSupported(sentences: readonly AnswerSentence[]): Promise<readonly SupportedSentence[]>;
}

export function startChecks(
  services: CheckServices,
  { answerId, passages }: { readonly answerId: string; readonly passages: readonly ContextPassage[] },
  signal: AbortSignal,
): SentenceChecks {
  const checked = new Map<AnswerSentence, Promise<SupportedSentence | undefined>>();
  const checkOnce = (sentence: AnswerSentence) => {
    const before = checked.get(sentence);
    if (before !== undefined) return before;
    const result = check(services, { sentence, passages }, signal);
    checked.set(sentence, result);
    return result;
  };
  return {
    async propose(sentence) {
      const supported = await checkOnce(sentence);
      if (supported === undefined) return false;
      const { text, layout = "sentence", citations } = supported;
      // What the guard holds back of a whole answer must not have left sentence by sentence.
      if ((await guardText(services, { stage: "answer", text }, signal)).stopped !== undefined) return false;
      const places = citations.map(({ passage, documentId, span, quote }) => ({ passage, documentId, span, quote }));
      services.emit({ type: "sentence-checked", answerId, text, layout, citations: places });
      return true;
    },
    async keepSupported(sentences) {
      const kept: SupportedSentence[] = [];
      for (const sentence of sentences) {
        const supported = await checkOnce(sentence);
        if (supported !== undefined) kept.push(supported);
      }
      return kept;
    },
  };
}

async function check(
  services: CheckServices,
  { sentence, passages }: { readonly sentence: AnswerSentence; readonly passages: readonly ContextPassage[] },
  signal: AbortSignal,
): Promise<SupportedSentence | undefined> {
  const exact = await checkCitations({ sentences: [sentence] }, passages, services.readDocument);
  const [supported] = await verifySentences(services, exact, signal);
  return supported;
}
