import {
  type Answer,
  type AnswerSettings,
  type Citation,
  DEFAULT_PROFILE,
  type Document,
  defined,
  type EmbeddingSpace,
  everything,
  type Warning,
} from "../../core/index.ts";
import { answerSettingsOf, collectionOf, filterOf, signalOf } from "../call-context.ts";
import type { QuestionVerdict } from "../proof/build-saved-answer.ts";
import type { SearchContext } from "../search/open-search.ts";
import type { UnderstoodOptions } from "./ask-question.ts";
import { openServices } from "./open-services.ts";

/** Answer with everything that is needed to save it. */
export interface Answered {
  readonly answer: Answer;
  /** Space of the embedding model that was used. */
  readonly embedder?: EmbeddingSpace;
  /** Reranker that was used. */
  readonly rerankerId?: string;
  /** Verdict of the guard on the question, if it stopped it. */
  readonly questionVerdict?: QuestionVerdict;
  /** Settings of the survey, if every section was read; absent for an answer from the nearest passages. */
  readonly survey?: AnswerSettings["survey"];
  /** Minimum confidence of a shown answer; absent for the answerer's own threshold. */
  readonly threshold?: number;
  /** Returns the version of a document that was cited. */
  versionOf(citation: Pick<Citation, "documentId" | "contentHash">): Document;
}

/** Answers a question from the nearest passages. */
export async function answerQuestion(
  context: SearchContext,
  question: string,
  options: UnderstoodOptions,
): Promise<Answered> {
  const signal = signalOf(options);
  const request = toRequest(context, question, options);
  const opened = await openServices(context, { request, options }, signal);

  const { ask } = await import("../../engine/answer/index.ts");
  const { threshold } = opened.threshold;
  const answer = await ask(opened.services, defined({ ...request, threshold }), signal);

  const { embedder, reranker, profile, versionOf } = opened;
  const warnings = [...answer.warnings, ...opened.warnings, ...warnOfProfile(context, options.profile)];
  return defined({
    answer: defined({ ...answer, usage: opened.usageOf(answer), profile, warnings }),
    embedder: embedder?.space,
    rerankerId: reranker?.id,
    questionVerdict: opened.questionVerdict().questionVerdict,
    threshold: opened.threshold.savedThreshold,
    versionOf,
  });
}

export type PassageRequest = ReturnType<typeof toRequest>;

function toRequest(context: SearchContext, question: string, options: UnderstoodOptions) {
  const { settings } = context.parts;
  const { mode = settings.search.mode, scope = everything } = options;
  const collection = collectionOf(context, options);
  const { budgetTokens, order, unsupported } = answerSettingsOf(context, collection);
  return defined({
    question,
    collection,
    scope,
    mode,
    budgetTokens,
    order,
    unsupported,
    tells: { drafts: options.stream === "unchecked", thought: options.reasoning ?? false },
    filter: filterOf(options.where),
  });
}

/** Warns that a profile is not used, since quotes have no style. */
function warnOfProfile({ parts }: SearchContext, name?: string): readonly Warning[] {
  const { model, profile } = parts.settings.answer;
  const chosen = name ?? profile;
  if (model !== "extractive" || chosen === DEFAULT_PROFILE) return [];
  const message = `The profile "${chosen}" is for a language model, and none is set: the answer quotes the documents.`;
  return [{ code: "profile-unused", message }];
}
