import type { Filter } from "../../core/index.ts";
import {
  type Answer,
  type AnswerSettings,
  type DocumentSummary,
  defined,
  InvalidArgumentError,
} from "../../core/index.ts";
import { countSections, openSummary, titleSummary, writeSummary } from "../../engine/survey/index.ts";
import type { AnswerContext } from "../answer/answer-context.ts";
import { answerUnlessStopped } from "../answer/answer-guarded.ts";
import type { Answered } from "../answer/answered.ts";
import { runGuarded } from "../answer/run-guarded.ts";
import { collectionOf, signalOf } from "../call/call-context.ts";
import type { ReadOptions } from "../call/call-options.ts";
import { finishSurvey } from "./finish-survey.ts";
import { openSurvey } from "./open-survey.ts";

export interface SummarizeOptions extends ReadOptions {
  /** Filter, in the filter language or as a value. */
  readonly where?: string | Filter;
  /** Topic of the summary. Default: whatever is important. */
  readonly about?: string;
  /** Approximate number of words, from 20 to 5,000. Default: 200. */
  readonly words?: number;
  /** Saves the summary under its id, with everything that it rests on. Default: false. */
  readonly save?: boolean;
  /** Id of the caller whose summary it is, such as the id of a key. Default: `local`, the user of this machine. */
  readonly caller?: string;
}

const DEFAULT_WORDS = 200;
const WORDS = { from: 20, to: 5_000 } as const;

export async function summarize(
  context: AnswerContext,
  documents: string | readonly string[] = [],
  options: SummarizeOptions = {},
): Promise<Answer> {
  const saving = options.save === true ? await import("../answer/save-answer.ts") : undefined;
  await saving?.requireRoomForAnswer(context, options);
  const answered = await summarizeDocuments(context, typeof documents === "string" ? [documents] : documents, options);
  await saving?.saveAnswer(context, answered, options);
  return answered.answer;
}

export async function summarizeDocuments(
  outer: AnswerContext,
  names: readonly string[],
  options: SummarizeOptions,
): Promise<Answered> {
  const call = { question: options.about ?? "", collection: collectionOf(outer, options), options };
  return runGuarded(outer, call, (context) => surveyDocuments(context, names, options));
}

async function surveyDocuments(
  context: AnswerContext,
  names: readonly string[],
  options: SummarizeOptions,
): Promise<Answered> {
  const { about, words = DEFAULT_WORDS, where, collection, scope } = options;
  if (!Number.isInteger(words) || words < WORDS.from || words > WORDS.to)
    throw new InvalidArgumentError(`words must be a whole number from ${WORDS.from} to ${WORDS.to}, not ${words}.`);
  if (about?.trim() === "") throw new InvalidArgumentError("The topic of the summary is empty.");
  const signal = signalOf(options);
  const opened = await openSurvey(
    context,
    defined({ documents: names, where, isByModel: true, isByMeaning: true, collection, scope }),
    signal,
  );
  const { services, documents, language } = opened;
  const sections = await countSections(services, opened, signal);
  const { budgetTokens } = context.parts.settings.answer;
  const name = nameOf(documents);
  const request = defined({
    collection: opened.collection,
    scope: opened.scope,
    documents,
    sections,
    language,
    words,
    budgetTokens,
    name,
    about,
  });
  const summary = await openSummary(services, request, signal);
  const answered = await answerUnlessStopped(context, summary, async (allowed) =>
    finishSurvey(opened, await writeSummary(services, allowed, request, signal), signal),
  );
  // The title ends with the topic as the guard allowed it.
  const allowed = about === undefined ? undefined : answered.answer.question.slice(titleSummary(name, "").length);
  const asked: AnswerSettings["survey"] = defined({ kind: "summary", documents: names, words, about: allowed });
  return { ...answered, survey: asked };
}

function nameOf(documents: readonly DocumentSummary[]): string {
  const [only] = documents;
  return only !== undefined && documents.length === 1 ? `“${only.title}”` : `${documents.length} documents`;
}
