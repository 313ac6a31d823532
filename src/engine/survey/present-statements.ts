import type { Answer, ContextPassage, Coverage, Grounded } from "../../core/index.ts";
import { type AnswerInProgress, buildAnswerText, guardText, startChecks } from "../answer/index.ts";
import { groupClaims } from "./group-claims.ts";
import { loadSections } from "./load-sections.ts";
import type { SurveyedDocuments } from "./sections/walk-sections.ts";
import type { Statement } from "./statement.ts";
import type { SurveyServices } from "./survey-services.ts";

export interface PresentRequest extends SurveyedDocuments {
  readonly answer: AnswerInProgress;
  readonly statements: readonly Statement[];
  /** The sections that matched, by their numbers. */
  readonly places: ReadonlyMap<number, ContextPassage>;
  readonly coverage: Coverage;
  readonly answeredBy: string;
  /** Whether the claims stand under their headings. */
  readonly isGrouped: boolean;
}

/** Checks the statements as every answer's sentences are checked, and makes the answer of those that hold. */
export async function presentStatements(
  services: SurveyServices,
  request: PresentRequest,
  signal: AbortSignal,
): Promise<Answer> {
  const { answer, statements, places, coverage, answeredBy } = request;
  const read = (document: string) => services.store.readDocument({ ...request, document }, signal);
  const cited = new Set(statements.flatMap(({ sentence }) => sentence.evidence.map(({ passage }) => passage)));
  const sections = [...cited].flatMap((number) => places.get(number) ?? []);
  const passages = await loadSections(services, { ...request, sections }, signal);
  const documents = request.documents.filter(({ id }) => passages.some(({ hit }) => hit.documentId === id));
  answer.found([], new Map(documents.map((document) => [document.id, document])));
  answer.use({ passages, tokens: 0 });
  const checks = startChecks(
    { ...services, readDocument: read },
    { answerId: answer.id, passages, unsupported: "drop" },
    signal,
  );
  const shown = await answer.trace(
    "verify",
    () => checks.keepShown(statements.map(({ sentence }) => sentence)),
    (sentences) => sentences.length,
  );
  if (shown.length === 0) return { ...answer.abstain("unsupported"), coverage };
  const spoken = buildAnswerText(shown);
  const guarded = await answer.trace("guard-answer", () =>
    guardText(services, { stage: "answer", text: spoken.text }, signal),
  );
  if (guarded.stopped !== undefined) return answer.abstain(guarded.stopped);
  const confidence = coverage.sections === 0 ? 0 : coverage.sectionsRead / coverage.sections;
  const grounded: Grounded = { ...answer.ground(spoken, { confidence, answeredBy }), coverage };
  return request.isGrouped ? { ...grounded, groups: groupClaims(grounded) } : grounded;
}
