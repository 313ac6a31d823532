import type { Answer, ContextPassage, GenerationUsage, Warning } from "../../core/index.ts";
import { guardText, startAnswer } from "../answer/index.ts";
import { describeCoverage } from "./describe-coverage.ts";
import { matchWords } from "./find/match-words.ts";
import { languageOf } from "./language-of.ts";
import { createModelReader } from "./map/read-by-model.ts";
import { presentStatements } from "./present-statements.ts";
import { type SurveyedDocuments, type Walk, walkSections } from "./sections/walk-sections.ts";
import type { Statement } from "./statement.ts";
import type { SurveyServices } from "./survey-services.ts";

export interface FindAllRequest extends SurveyedDocuments {
  readonly question: string;
  /** The question so that it stands alone, where it goes on with a conversation; otherwise the same. */
  readonly understood: string;
  /** What the words of a match have to be. */
  readonly topic: string;
  /** Whether one sentence of each document will do, since documents are asked for. */
  readonly isOfDocuments: boolean;
  /** ISO 639-1 of documents whose own is not known. */
  readonly language: string;
  readonly warnings: readonly Warning[];
}

/** A reader looks at no more, and the certificate names every document that matches. */
const MOST_SHOWN = 100;

/**
 * Finds everything that the documents have of a topic: reads every section, by its words or with a model, and cites each
 * match. "None" is an abstention with the certificate that makes it one.
 *
 * @throws {GenerationFailedError} if the model fails again and again; what it has read is kept, and not asked again
 */
export async function findAll(services: SurveyServices, request: FindAllRequest, signal: AbortSignal): Promise<Answer> {
  const answeredBy = services.writer?.generator.id ?? "extractive";
  const answer = startAnswer({ ...services, answerer: { id: answeredBy } }, request);
  answer.note({ warnings: request.warnings });
  for (const text of new Set([request.question, request.understood])) {
    const guarded = await answer.trace("guard-question", () =>
      guardText(services, { stage: "question", text }, signal),
    );
    if (guarded.stopped !== undefined) return answer.abstain(guarded.stopped);
  }
  answer.searchedAs(request.understood);

  const read = await answer.trace(
    "read",
    () => readAll(services, request, signal),
    ({ walk }) => walk.counts.read,
  );
  const { walk, usage, readBy } = read;
  answer.note({ usage });
  const coverage = describeCoverage(request.documents, walk, {
    readBy,
    test: testOf(request, readBy),
    matches: walk.items.length,
  });
  if (walk.items.length === 0) return { ...answer.abstain("no-evidence"), coverage };

  const matches = request.isOfDocuments ? oneOfEachDocument(walk) : walk.items;
  const statements = matches.slice(0, MOST_SHOWN);
  if (statements.length < matches.length) answer.note({ warnings: [notAllShown(matches.length)] });
  const presenting = { ...request, answer, statements, places: walk.places, coverage, answeredBy, isGrouped: true };
  return presentStatements(services, presenting, signal);
}

interface ReadAll {
  readonly walk: Walk<Statement>;
  readonly readBy: string;
  readonly usage: GenerationUsage;
}

async function readAll(services: SurveyServices, request: FindAllRequest, signal: AbortSignal): Promise<ReadAll> {
  const { analyzer, splitSentences, writer, store } = services;
  const { understood: question, topic, language } = request;
  const analyzeIn = (section: ContextPassage) => (text: string) =>
    analyzer.analyze(text, languageOf(section, language));
  if (writer === undefined) {
    const visit = async (section: ContextPassage) => {
      const terms = analyzeIn(section);
      // Words that say nothing in a language are taken as they are written.
      const analyze = terms(topic).length > 0 ? terms : (text: string) => analyzer.words(text);
      return matchWords({ analyze, splitSentences }, section, [...new Set(analyze(topic))]);
    };
    return { walk: await walkSections(services, { ...request, lanes: 1, visit }, signal), readBy: "words", usage: {} };
  }
  const readDocument = (document: string) => store.readDocument({ ...request, document }, signal);
  const reader = createModelReader(
    { ...services, writer, readDocument },
    { system: writer.prompts.sectionFind, question },
  );
  const visit = async (section: ContextPassage) => {
    const sentences = await reader.read(section, signal);
    return sentences?.map((sentence): Statement => ({ sentence, prior: 1, terms: analyzeIn(section)(sentence.text) }));
  };
  const walk = await walkSections(services, { ...request, lanes: writer.lanes, visit }, signal);
  return { walk, readBy: writer.generator.id, usage: reader.usage() };
}

/** The one with most of the words; of equals the first. */
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
  const message = `Of ${matches} matches the first ${MOST_SHOWN} are shown; the certificate names every document that matches.`;
  return { code: "matches-not-shown", message };
}

function testOf({ topic, understood: question }: FindAllRequest, readBy: string): string {
  return readBy === "words"
    ? `A section matches if one of its sentences, with the headings above it, has all of the words “${topic}”, in any form.`
    : `${readBy} was asked of each section what in it belongs to “${question}”, and named something that the section says.`;
}
