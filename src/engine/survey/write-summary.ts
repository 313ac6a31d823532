import type { Answer, AnswerSentence, ContextPassage, GenerationUsage, Warning } from "../../core/index.ts";
import {
  type AllowedAnswer,
  abstain,
  abstainIfStopped,
  addNotes,
  type OpenedAnswer,
  openAnswer,
  type StartedAnswer,
} from "../answer/index.ts";
import { chooseStatements } from "./choose/choose-statements.ts";
import { proposeSentences } from "./choose/propose-sentences.ts";
import { describeCoverage } from "./describe-coverage.ts";
import { languageOf } from "./language-of.ts";
import { loadSections } from "./load-sections.ts";
import { createModelReader } from "./map/read-by-model.ts";
import { summaryTask } from "./map/section-task.ts";
import { presentStatements } from "./present-statements.ts";
import { mergeStatements } from "./reduce/merge-statements.ts";
import { type SurveyedDocuments, type Walk, walkSections } from "./sections/walk-sections.ts";
import type { Statement } from "./statement.ts";
import type { SurveyServices } from "./survey-services.ts";
import { topicRedacted } from "./topic-redacted.ts";

/** A summary to write. */
export interface SummaryRequest extends SurveyedDocuments {
  /** Name of the documents. */
  readonly name: string;
  /** Topic that the summary is limited to. */
  readonly about?: string;
  /** Approximate length in words, from 20 to 5,000. */
  readonly words: number;
  /** Maximum size of the statements that a model merges at once, in its tokens. */
  readonly budgetTokens: number;
  /** ISO 639-1 code assumed for documents whose language is unknown. */
  readonly language: string;
}

/** Number of sections read at once without a model, when there is nothing to wait for. */
const LANES_OF_WORDS = 1;

/**
 * Opens a summary, and lets the guard check its topic, or else its title. The title takes the place of an answer's question.
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
 * Summarises documents: reads every section, selects what matters, and merges it to about the requested length. Every sentence
 * is cited and verified like those of an answer; its coverage says what was read. A topic that the guard redacted is not
 * summarised.
 *
 * @returns  an abstention if nothing was found, or nothing is supported
 * @throws {GenerationFailedError} if the model fails repeatedly; its results so far are stored for the next attempt
 */
export async function writeSummary(
  services: SurveyServices,
  opened: AllowedAnswer,
  request: SummaryRequest,
  signal: AbortSignal,
): Promise<Answer> {
  const answeredBy = services.model?.generator.id ?? "extractive";
  if (request.about !== undefined && opened.unredacted !== undefined)
    return abstain(services, addNotes(opened, { warnings: [topicRedacted] }), "not-understood");

  let answer: StartedAnswer = opened;
  try {
    const endReading = answer.startStage("read");
    const readSections = services.model === undefined ? readByWords : readByModel;
    const { walk, usage, readBy } = await readSections(services, request, signal);
    endReading(walk.counts.read);
    const coverage = describeCoverage(request.documents, walk, { readBy, test: testOf(request, readBy) });
    answer = addNotes(answer, { usage });
    if (walk.items.length === 0) return abstain(services, answer, "no-evidence", { coverage });

    const endReducing = answer.startStage("reduce");
    const { statements, ...notes } = await reduce(services, request, walk, signal);
    endReducing(statements.length);
    answer = addNotes(answer, notes);
    const isGrouped = services.model === undefined;
    const presented = { ...request, statements, places: walk.places, coverage, answeredBy, isGrouped };
    return await presentStatements(services, answer, presented, signal);
  } catch (error) {
    return abstainIfStopped(services, answer, error);
  }
}

/** Returns the title of a summary, which ends with its topic. */
export function titleSummary(name: string, about?: string): string {
  return `Summary of ${name}${about === undefined ? "" : ` about: ${about}`}`;
}

/** Results of reading all sections. */
interface SurveyedSections {
  readonly walk: Walk<Statement>;
  readonly readBy: string;
  readonly usage: GenerationUsage;
}

async function readByWords(
  services: SurveyServices,
  request: SummaryRequest,
  signal: AbortSignal,
): Promise<SurveyedSections> {
  const { analyzer, splitSentences } = services;
  const visit = async (section: ContextPassage) => {
    const language = languageOf(section, request.language);
    const analyze = (text: string) => analyzer.analyze(text, language);
    const about = request.about === undefined ? undefined : analyze(request.about);
    return proposeSentences({ analyze, splitSentences }, section, about);
  };
  const walk = await walkSections(services, { ...request, lanes: LANES_OF_WORDS, visit }, signal);
  return { walk, readBy: "words", usage: {} };
}

async function readByModel(
  services: SurveyServices,
  request: SummaryRequest,
  signal: AbortSignal,
): Promise<SurveyedSections> {
  const { model, store } = services;
  if (model === undefined) throw new TypeError("A survey without a model reads by words.");
  const readDocument = (document: string) => store.readDocument({ ...request, document }, signal);
  const reader = createModelReader({ ...services, model, readDocument }, summaryTask(model, request.about));
  const visit = async (section: ContextPassage) => {
    const sentences = await reader.read(section, signal);
    return sentences?.map((sentence, index) => toStatement(services, request, section, sentence, index));
  };
  const walk = await walkSections(services, { ...request, lanes: model.lanes, visit }, signal);
  return { walk, readBy: model.generator.id, usage: reader.usage() };
}

/**
 * Turns a model's sentence into a statement. The model's first sentence about a section counts as the most important.
 *
 * @param index  position among the sentences about the section
 */
function toStatement(
  { analyzer }: SurveyServices,
  { language }: SummaryRequest,
  section: ContextPassage,
  sentence: AnswerSentence,
  index: number,
): Statement {
  const terms = [...new Set(analyzer.analyze(sentence.text, languageOf(section, language)))];
  return { sentence, prior: 1 / (1 + index), terms };
}

/** Statements of the summary. */
interface ReducedStatements {
  readonly statements: readonly Statement[];
  readonly usage: GenerationUsage;
  readonly warnings: readonly Warning[];
}

async function reduce(
  services: SurveyServices,
  request: SummaryRequest,
  walk: Walk<Statement>,
  signal: AbortSignal,
): Promise<ReducedStatements> {
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
