import type { Answer, ContextPassage } from "../../core/index.ts";
import { type AllowedAnswer, type OpenedAnswer, openAnswer } from "../answer/index.ts";
import { chooseStatements } from "./choose/choose-statements.ts";
import { proposeSentences } from "./choose/propose-sentences.ts";
import { conductSurvey, type SurveyRequest } from "./conduct-survey.ts";
import { languageOf } from "./language-of.ts";
import { loadSections } from "./load-sections.ts";
import { summaryTask } from "./map/section-task.ts";
import { mergeStatements } from "./reduce/merge-statements.ts";
import type { Walk } from "./sections/walk-sections.ts";
import type { SelectedStatements, Statement } from "./statement.ts";
import type { SurveyServices } from "./survey-services.ts";

/** A summary to write. */
export interface SummaryRequest extends SurveyRequest {
  /** Name of the documents. */
  readonly name: string;
  /** Topic that the summary is limited to. */
  readonly about?: string;
  /** Approximate length in words, from 20 to 5,000. */
  readonly words: number;
  /** Maximum size of the statements that a model merges at once, in its tokens. */
  readonly budgetTokens: number;
}

/**
 * Opens a summary, and lets the guard check its topic, or else its title. The title takes the place of an answer's
 * question.
 */
export async function openSummary(
  services: SurveyServices,
  { name, about, collection }: SummaryRequest,
  signal: AbortSignal,
): Promise<OpenedAnswer> {
  const opened = await openAnswer(services, { question: about ?? titleSummary(name), collection }, signal);
  const title = about === undefined ? opened.question : titleSummary(name, opened.question);
  return { ...opened, question: title, searchedAs: title };
}

/**
 * Summarises documents: selects what matters in them, and merges it to about the requested length. A topic that the
 * guard redacted is not summarised.
 *
 * @returns  an abstention if nothing was found, or nothing is supported
 * @throws {GenerationFailedError} if the model fails repeatedly; its results so far are stored for the next attempt
 */
export function writeSummary(
  services: SurveyServices,
  opened: AllowedAnswer,
  request: SummaryRequest,
  signal: AbortSignal,
): Promise<Answer> {
  const { about } = request;
  const { splitSentences, model } = services;
  return conductSurvey(
    services,
    opened,
    request,
    {
      isRedacted: about !== undefined && opened.unredacted !== undefined,
      isCounted: false,
      isGrouped: model === undefined,
      readByWords: (section, analyze) =>
        proposeSentences({ analyze, splitSentences }, section, about === undefined ? undefined : analyze(about)),
      taskFor: (reader) => summaryTask(reader, about),
      // The model's first sentence about a section counts as the most important.
      priorOf: (index) => 1 / (1 + index),
      testOf: (readBy) => testOf(request, readBy),
      async select(walk, startStage, stop) {
        const endReducing = startStage("reduce");
        const reduced = await reduce(services, request, walk, stop);
        endReducing(reduced.statements.length);
        return reduced;
      },
    },
    signal,
  );
}

/** Returns the title of a summary, which ends with its topic. */
export function titleSummary(name: string, about?: string): string {
  return `Summary of ${name}${about === undefined ? "" : ` about: ${about}`}`;
}

async function reduce(
  services: SurveyServices,
  request: SummaryRequest,
  walk: Walk<Statement>,
  signal: AbortSignal,
): Promise<SelectedStatements> {
  const { words, about, language, budgetTokens } = request;
  const { model, analyzer, embedder, store } = services;
  const statements = walk.items;
  if (model !== undefined) {
    const load = (numbers: Iterable<number>) => {
      const sections = [...new Set(numbers)].flatMap((number) => walk.places.get(number) ?? []);
      return loadSections(services, request, sections, signal);
    };
    const analyze = (text: string, section: ContextPassage) => analyzer.analyze(text, languageOf(section, language));
    const readDocument = (document: string) => store.readDocument({ ...request, document }, signal);
    const mergeRequest = { statements, words, budgetTokens, about };
    return mergeStatements({ ...services, model, load, analyze, readDocument }, mergeRequest, signal);
  }

  const topic = about === undefined ? undefined : { text: about, terms: analyzer.analyze(about, language) };
  const chosen = await chooseStatements(embedder, { statements, words, about: topic }, signal);
  return { statements: sortByPlace(chosen), usage: {}, warnings: [] };
}

/** Sorts statements by section, and by place within it. */
function sortByPlace(statements: readonly Statement[]): readonly Statement[] {
  const placeOf = ({ sentence: { evidence } }: Statement) => evidence.at(-1) ?? { passage: 0, span: { start: 0 } };
  return [...statements].sort((left, right) => {
    const [leftPlace, rightPlace] = [placeOf(left), placeOf(right)];
    return leftPlace.passage - rightPlace.passage || leftPlace.span.start - rightPlace.span.start;
  });
}

function testOf({ about }: SummaryRequest, readBy: string): string {
  const subject = about === undefined ? "" : ` about “${about}”`;
  if (readBy !== "words") return `A section matches if ${readBy} wrote something${subject} that the section supports.`;
  return about === undefined
    ? "A section matches if it has a sentence that can be read alone."
    : `A section matches if a sentence of it that can be read alone, or a heading above it, has one of the words “${about}”, in any form.`;
}
