import type { Answer, ContextPassage, GenerationUsage, Warning } from "../../core/index.ts";
import { type AllowedAnswer, abstain, abstainIfStopped, addNotes, type StartedAnswer } from "../answer/index.ts";
import { describeCoverage } from "./describe-coverage.ts";
import { languageOf } from "./language-of.ts";
import { createModelReader } from "./map/read-by-model.ts";
import type { SectionTask } from "./map/section-task.ts";
import { presentStatements } from "./present-statements.ts";
import { type SurveyedDocuments, type Walk, walkSections } from "./sections/walk-sections.ts";
import type { SelectedStatements, Statement } from "./statement.ts";
import type { SurveyModel, SurveyServices } from "./survey-services.ts";

/** Documents to survey. */
export interface SurveyRequest extends SurveyedDocuments {
  /** ISO 639-1 code assumed for documents whose language is unknown. */
  readonly language: string;
}

/** Task of a survey: what it looks for, and what it makes of all that it found. */
export interface SurveyTask {
  /** True if the guard removed words that say what to look for. */
  readonly isRedacted: boolean;
  /** True if the certificate counts the statements. */
  readonly isCounted: boolean;
  /** True if the claims are grouped under their headings. */
  readonly isGrouped: boolean;
  /**
   * Returns the statements of a section without a model.
   *
   * @param analyze  returns the terms of a text in the language of the section
   */
  readByWords(section: ContextPassage, analyze: (text: string) => readonly string[]): readonly Statement[];
  /** Returns the task that a model is given for each section. */
  taskFor(model: SurveyModel): SectionTask;
  /** Returns the importance, from 0 to 1, of a model's sentence by its index among those about a section. */
  priorOf(index: number): number;
  /** Describes the test that decides which sections match, as a sentence. */
  testOf(readBy: string): string;
  /** Selects what is shown. */
  select(
    walk: Walk<Statement>,
    startStage: StartedAnswer["startStage"],
    signal: AbortSignal,
  ): Promise<SelectedStatements>;
}

/** Says that a guard removed words of the topic, so nothing is known about what was asked. */
const topicRedacted: Warning = {
  code: "topic-redacted",
  message:
    "A guard removed a part of the question that says what to look for, so the documents were not read. Ask again without that part.",
};
/** Number of sections read at once without a model, when there is nothing to wait for. */
const LANES_OF_WORDS = 1;

/**
 * Reads every section of the documents, by words or with a model, and answers with the statements that the task
 * selects. Each is verified and cited like a sentence of any answer; the coverage says what was read. Without a
 * statement, the answer is an abstention with that coverage.
 *
 * @throws {GenerationFailedError} if the model fails repeatedly; its results so far are stored for the next attempt
 */
export async function conductSurvey(
  services: SurveyServices,
  opened: AllowedAnswer,
  request: SurveyRequest,
  task: SurveyTask,
  signal: AbortSignal,
): Promise<Answer> {
  if (task.isRedacted) return abstain(services, addNotes(opened, { warnings: [topicRedacted] }), "not-understood");

  let answer: StartedAnswer = opened;
  try {
    const endReading = answer.startStage("read");
    const { walk, usage } = await readSections(services, request, task, signal);
    endReading(walk.counts.read);
    const readBy = services.model?.generator.id ?? "words";
    const counted = task.isCounted ? { matches: walk.items.length } : {};
    const coverage = describeCoverage(request.documents, walk, { readBy, test: task.testOf(readBy), ...counted });
    answer = addNotes(answer, { usage });
    if (walk.items.length === 0) return abstain(services, answer, "no-evidence", { coverage });

    const { statements, ...notes } = await task.select(walk, answer.startStage, signal);
    answer = addNotes(answer, notes);
    const answeredBy = services.model?.generator.id ?? "extractive";
    const { isGrouped } = task;
    const presented = { ...request, statements, places: walk.places, coverage, answeredBy, isGrouped };
    return await presentStatements(services, answer, presented, signal);
  } catch (error) {
    return abstainIfStopped(services, answer, error);
  }
}

async function readSections(
  services: SurveyServices,
  request: SurveyRequest,
  task: SurveyTask,
  signal: AbortSignal,
): Promise<{ readonly walk: Walk<Statement>; readonly usage: GenerationUsage }> {
  const { analyzer, model, store } = services;
  const analyzeIn = (section: ContextPassage) => (text: string) =>
    analyzer.analyze(text, languageOf(section, request.language));
  if (model === undefined) {
    const visit = async (section: ContextPassage) => task.readByWords(section, analyzeIn(section));
    return { walk: await walkSections(services, { ...request, lanes: LANES_OF_WORDS, visit }, signal), usage: {} };
  }
  const readDocument = (document: string) => store.readDocument({ ...request, document }, signal);
  const reader = createModelReader({ ...services, model, readDocument }, task.taskFor(model));
  const visit = async (section: ContextPassage) => {
    const sentences = await reader.read(section, signal);
    return sentences?.map((sentence, index): Statement => {
      const terms = [...new Set(analyzeIn(section)(sentence.text))];
      return { sentence, prior: task.priorOf(index), terms };
    });
  };
  const walk = await walkSections(services, { ...request, lanes: model.lanes, visit }, signal);
  return { walk, usage: reader.usage() };
}
