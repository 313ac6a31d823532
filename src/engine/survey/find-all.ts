import type { Answer, Warning } from "../../core/index.ts";
import { type AllowedAnswer, addNotes } from "../answer/index.ts";
import { readSurveyQuestion } from "../text/index.ts";
import { conductSurvey, type SurveyRequest } from "./conduct-survey.ts";
import { matchWords } from "./find/match-words.ts";
import { findingTask } from "./map/section-task.ts";
import type { Walk } from "./sections/walk-sections.ts";
import type { Statement } from "./statement.ts";
import type { SurveyServices } from "./survey-services.ts";

/** A question about all documents. */
export interface FindAllRequest extends SurveyRequest {
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
 * Finds everything in the documents about a topic, and cites each match. If there is none, the answer is an abstention
 * with the certificate that proves it. A topic that the guard redacted is neither searched nor certified.
 *
 * @throws {GenerationFailedError} if the model fails repeatedly; its results so far are stored for the next attempt
 */
export function findAll(
  services: SurveyServices,
  opened: AllowedAnswer,
  request: FindAllRequest,
  signal: AbortSignal,
): Promise<Answer> {
  const { analyzer, splitSentences } = services;
  const topic = readTopic(opened.searchedAs);
  const isRedacted = opened.unredacted !== undefined && topic.words !== readTopic(opened.unredacted).words;
  const answer = isRedacted ? opened : addNotes(opened, { warnings: request.warnings });
  return conductSurvey(
    services,
    answer,
    request,
    {
      isRedacted,
      isCounted: true,
      isGrouped: true,
      readByWords(section, analyzeInLanguage) {
        // A topic of stop words only is searched as written.
        const isWritten = analyzeInLanguage(topic.words).length === 0;
        const analyze = isWritten ? (text: string) => analyzer.words(text) : analyzeInLanguage;
        return matchWords({ analyze, splitSentences }, section, [...new Set(analyze(topic.words))]);
      },
      taskFor: (model) => findingTask(model, topic.question),
      priorOf: () => 1,
      testOf: (readBy) => testOf(topic, readBy),
      async select(walk) {
        const matches = topic.isOfDocuments ? oneOfEachDocument(walk) : walk.items;
        const statements = matches.slice(0, MAX_SHOWN);
        const warnings = statements.length < matches.length ? [notAllShown(matches.length)] : [];
        return { statements, usage: {}, warnings };
      },
    },
    signal,
  );
}

/** Reads the topic of a question that stands alone. */
function readTopic(question: string): Topic {
  const asked = readSurveyQuestion(question);
  const isOfDocuments = asked !== undefined && asked.kind !== "list";
  return { question, words: asked?.topic ?? question, isOfDocuments };
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
  const message = `The first ${MAX_SHOWN} of ${matches} matches are shown; the coverage names every document that matches.`;
  return { code: "matches-not-shown", message };
}

function testOf({ words, question }: Topic, readBy: string): string {
  const all = words.includes(" ") ? "all of the words" : "the word";
  return readBy === "words"
    ? `A section matches if one of its sentences, with the headings above it, has ${all} “${words}”, in any form.`
    : `A section matches if ${readBy} found something in it that belongs to “${question}”, and the section supports it.`;
}
