import type { Answer, ContextPassage, GenerationUsage, Warning } from "../../core/index.ts";
import { type AllowedAnswer, abstain, abstainIfStopped, addNotes, type StartedAnswer } from "../answer/index.ts";
import { readSurveyQuestion } from "../text/index.ts";
import { describeCoverage } from "./describe-coverage.ts";
import { matchWords } from "./find/match-words.ts";
import { languageOf } from "./language-of.ts";
import { createModelReader } from "./map/read-by-model.ts";
import { presentStatements } from "./present-statements.ts";
import { type SurveyedDocuments, type Walk, walkSections } from "./sections/walk-sections.ts";
import type { Statement } from "./statement.ts";
import type { SurveyServices } from "./survey-services.ts";
import { topicRedacted } from "./topic-redacted.ts";

/** A question about all documents. */
export interface FindAllRequest extends SurveyedDocuments {
  /** ISO 639-1 code assumed for documents whose language is unknown. */
  readonly language: string;
  readonly warnings: readonly Warning[];
}

/** Topic of a survey, as the guard allowed it. */
interface Topic {
  /** The question, rewritten to stand alone. */
  readonly question: string;
  /** Words that a match must have. */
  readonly words: string;
  /** True if the question asks for documents, so that one sentence of each is enough. */
  readonly isOfDocuments: boolean;
}

/** Maximum number of matches shown. Nobody reads more, and the coverage names every matching document. */
const MAX_SHOWN = 100;

/**
 * Finds everything in the documents about a topic: reads every section, by its words or with a model, and cites each match. If
 * there is none, the answer is an abstention with the certificate that proves it. A topic that the guard redacted is neither
 * searched nor certified.
 *
 * @throws {GenerationFailedError} if the model fails repeatedly; its results so far are stored for the next attempt
 */
export async function findAll(
  services: SurveyServices,
  opened: AllowedAnswer,
  request: FindAllRequest,
  signal: AbortSignal,
): Promise<Answer> {
  const answeredBy = services.model?.generator.id ?? "extractive";
  const topic = readTopic(opened.searchedAs);
  if (opened.unredacted !== undefined && topic.words !== readTopic(opened.unredacted).words)
    return abstain(services, addNotes(opened, { warnings: [topicRedacted] }), "not-understood");

  let answer: StartedAnswer = addNotes(opened, { warnings: request.warnings });
  try {
    const endReading = answer.startStage("read");
    const { walk, usage, readBy } = await readAll(services, request, topic, signal);
    endReading(walk.counts.read);
    const test = { readBy, test: testOf(topic, readBy), matches: walk.items.length };
    const coverage = describeCoverage(request.documents, walk, test);
    answer = addNotes(answer, { usage });
    if (walk.items.length === 0) return abstain(services, answer, "no-evidence", { coverage });

    const matches = topic.isOfDocuments ? oneOfEachDocument(walk) : walk.items;
    const statements = matches.slice(0, MAX_SHOWN);
    const warnings = statements.length < matches.length ? [notAllShown(matches.length)] : [];
    answer = addNotes(answer, { warnings });
    const presented = { ...request, statements, places: walk.places, coverage, answeredBy, isGrouped: true };
    return await presentStatements(services, answer, presented, signal);
  } catch (error) {
    return abstainIfStopped(services, answer, error);
  }
}

/** Reads the topic of a question that stands alone. */
function readTopic(question: string): Topic {
  const asked = readSurveyQuestion(question);
  const isOfDocuments = asked !== undefined && asked.kind !== "list";
  return { question, words: asked?.topic ?? question, isOfDocuments };
}

/** Results of reading all sections. */
interface ReadAll {
  readonly walk: Walk<Statement>;
  readonly readBy: string;
  readonly usage: GenerationUsage;
}

async function readAll(
  services: SurveyServices,
  request: FindAllRequest,
  { question, words }: Topic,
  signal: AbortSignal,
): Promise<ReadAll> {
  const { analyzer, splitSentences, model, store } = services;
  const { language } = request;
  const analyzeIn = (section: ContextPassage) => (text: string) =>
    analyzer.analyze(text, languageOf(section, language));
  if (model === undefined) {
    const visit = async (section: ContextPassage) => {
      const terms = analyzeIn(section);
      // A topic of stop words only is searched as written.
      const analyze = terms(words).length > 0 ? terms : (text: string) => analyzer.words(text);
      return matchWords({ analyze, splitSentences }, section, [...new Set(analyze(words))]);
    };
    return { walk: await walkSections(services, { ...request, lanes: 1, visit }, signal), readBy: "words", usage: {} };
  }
  const readDocument = (document: string) => store.readDocument({ ...request, document }, signal);
  const reader = createModelReader(
    { ...services, model, readDocument },
    { system: model.prompts.sectionFind, question },
  );
  const visit = async (section: ContextPassage) => {
    const sentences = await reader.read(section, signal);
    return sentences?.map((sentence): Statement => ({ sentence, prior: 1, terms: analyzeIn(section)(sentence.text) }));
  };
  const walk = await walkSections(services, { ...request, lanes: model.lanes, visit }, signal);
  return { walk, readBy: model.generator.id, usage: reader.usage() };
}

/** Returns the statement of each document with most of the words; the first of equal ones. */
function oneOfEachDocument({ items, places }: Walk<Statement>): readonly Statement[] {
  const best = new Map<string, Statement>();
  for (const statement of items) {
    const place = places.get(statement.sentence.evidence[0]?.passage ?? 0);
    const documentId = place?.hit.documentId ?? "";
    const before = best.get(documentId);
    if (before === undefined || statement.prior > before.prior) best.set(documentId, statement);
  }
  return [...best.values()];
}

function notAllShown(matches: number): Warning {
  const message = `The first ${MAX_SHOWN} of ${matches} matches are shown; the certificate names every document that matches.`;
  return { code: "matches-not-shown", message };
}

function testOf({ words, question }: Topic, readBy: string): string {
  return readBy === "words"
    ? `A section matches if one of its sentences, with the headings above it, has all of the words “${words}”, in any form.`
    : `A section matches if ${readBy} found something in it that belongs to “${question}”, and the section supports it.`;
}
