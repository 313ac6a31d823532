import type { Answer, AnswerSentence, ContextPassage, GenerationUsage, Warning } from "../../core/index.ts";
import { defined } from "../../core/index.ts";
import { guardText, startAnswer } from "../answer/index.ts";
import { chooseStatements } from "./choose/choose-statements.ts";
import { proposeSentences } from "./choose/propose-sentences.ts";
import { describeCoverage } from "./describe-coverage.ts";
import { languageOf } from "./language-of.ts";
import { loadSections } from "./load-sections.ts";
import { createModelReader } from "./map/read-by-model.ts";
import { presentStatements } from "./present-statements.ts";
import { mergeStatements } from "./reduce/merge-statements.ts";
import { type SurveyedDocuments, type Walk, walkSections } from "./sections/walk-sections.ts";
import type { Statement } from "./statement.ts";
import { summaryReading } from "./summary-reading.ts";
import type { SurveyServices } from "./survey-services.ts";

export interface SummaryRequest extends SurveyedDocuments {
  /** What is summed up, in words: it stands where an answer has its question. */
  readonly title: string;
  readonly about?: string;
  /** About so many; from 20 to 5,000. */
  readonly words: number;
  /** Of the statements that a model merges at once, in its tokens. */
  readonly budgetTokens: number;
  /** ISO 639-1 of documents whose own is not known. */
  readonly language: string;
}

/** Sections are read side by side only where a model is waited for. */
const LANES_OF_WORDS = 1;

/**
 * Sums up documents: reads every section, keeps what matters of each, and merges that to about the wished length. Each
 * sentence has its citations and is checked as those of an answer; the certificate says what was read.
 *
 * @returns  an abstention where nothing was found, or nothing held
 * @throws {GenerationFailedError} if the model fails again and again; what it has read is kept, and not asked again
 */
export async function summarize(
  services: SurveyServices,
  request: SummaryRequest,
  signal: AbortSignal,
): Promise<Answer> {
  const answeredBy = services.writer?.generator.id ?? "extractive";
  const asked = { question: request.title, collection: request.collection };
  const answer = startAnswer({ ...services, answerer: { id: answeredBy } }, asked);
  const guarded = await answer.trace("guard-question", () =>
    guardText(services, { stage: "question", text: request.title }, signal),
  );
  if (guarded.stopped !== undefined) return answer.abstain(guarded.stopped);

  const read = await answer.trace(
    "read",
    () =>
      services.writer === undefined ? readByWords(services, request, signal) : readByModel(services, request, signal),
    ({ walk }) => walk.counts.read,
  );
  answer.note({ usage: read.usage });
  const test = { readBy: read.readBy, test: testOf(request, read.readBy) };
  const coverage = describeCoverage(request.documents, read.walk, test);
  if (read.walk.items.length === 0) return { ...answer.abstain("no-evidence"), coverage };

  const reduced = await answer.trace(
    "reduce",
    () => reduce(services, { ...request, walk: read.walk }, signal),
    ({ statements }) => statements.length,
  );
  answer.note({ warnings: reduced.warnings, usage: reduced.usage });
  const { places } = read.walk;
  const { statements } = reduced;
  const isGrouped = services.writer === undefined;
  return presentStatements(
    services,
    { ...request, answer, statements, places, coverage, answeredBy, isGrouped },
    signal,
  );
}

interface Read {
  readonly walk: Walk<Statement>;
  readonly readBy: string;
  readonly usage: GenerationUsage;
}

async function readByWords(services: SurveyServices, request: SummaryRequest, signal: AbortSignal): Promise<Read> {
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

async function readByModel(services: SurveyServices, request: SummaryRequest, signal: AbortSignal): Promise<Read> {
  const { writer, store } = services;
  if (writer === undefined) throw new TypeError("A survey without a model reads by words.");
  const readDocument = (document: string) => store.readDocument({ ...request, document }, signal);
  const reader = createModelReader({ ...services, writer, readDocument }, summaryReading(writer, request.about));
  const visit = async (section: ContextPassage) => {
    const sentences = await reader.read(section, signal);
    return sentences?.map((sentence, index) => toStatement(services, request, { section, sentence, index }));
  };
  const walk = await walkSections(services, { ...request, lanes: writer.lanes, visit }, signal);
  return { walk, readBy: writer.generator.id, usage: reader.usage() };
}

interface Said {
  readonly section: ContextPassage;
  readonly sentence: AnswerSentence;
  readonly index: number;
}

/** What a model says first of a section it holds to matter most. */
function toStatement(
  { analyzer }: SurveyServices,
  { language }: SummaryRequest,
  { section, sentence, index }: Said,
): Statement {
  const terms = [...new Set(analyzer.analyze(sentence.text, languageOf(section, language)))];
  return { sentence, prior: 1 / (1 + index), terms };
}

interface Reduced {
  readonly statements: readonly Statement[];
  readonly usage: GenerationUsage;
  readonly warnings: readonly Warning[];
}

async function reduce(
  services: SurveyServices,
  request: SummaryRequest & { readonly walk: Walk<Statement> },
  signal: AbortSignal,
): Promise<Reduced> {
  const { walk, words, about, language, budgetTokens } = request;
  const { writer, analyzer, embedder, store } = services;
  const statements = walk.items;
  if (writer !== undefined) {
    const load = (numbers: Iterable<number>) => {
      const sections = [...new Set(numbers)].flatMap((number) => walk.places.get(number) ?? []);
      return loadSections(services, { ...request, sections }, signal);
    };
    const analyze = (text: string, section: ContextPassage) => analyzer.analyze(text, languageOf(section, language));
    const readDocument = (document: string) => store.readDocument({ ...request, document }, signal);
    const merging = defined({ statements, words, budgetTokens, about });
    return mergeStatements({ ...services, writer, load, analyze, readDocument }, merging, signal);
  }
  const asked = about === undefined ? {} : { about: { text: about, terms: analyzer.analyze(about, language) } };
  return {
    statements: inReadingOrder(await chooseStatements(embedder, { statements, words, ...asked }, signal)),
    usage: {},
    warnings: [],
  };
}

/** Of one section several sentences may have been chosen. */
function inReadingOrder(statements: readonly Statement[]): readonly Statement[] {
  const placeOf = ({ sentence: { evidence } }: Statement) => evidence.at(-1) ?? { passage: 0, span: { start: 0 } };
  return [...statements].sort((one, other) => {
    const [left, right] = [placeOf(one), placeOf(other)];
    return left.passage - right.passage || left.span.start - right.span.start;
  });
}

function testOf({ about }: SummaryRequest, readBy: string): string {
  const subject = about === undefined ? "" : ` about “${about}”`;
  if (readBy !== "words")
    return `${readBy} was asked of each section, and said something${subject} that the section supports.`;
  return about === undefined
    ? "A section matches if it has a sentence that can be read alone."
    : `A section matches if a sentence of it that can be read alone, or a heading above it, has one of the words “${about}”, in any form.`;
}
