import type { Answer, ClaimGroup, ContextPassage, Coverage, Grounded } from "../../core/index.ts";
import { abstain, addEvidence, endAnswer, type StartedAnswer, startChecks } from "../answer/index.ts";
import { loadSections } from "./load-sections.ts";
import type { SurveyedDocuments } from "./sections/walk-sections.ts";
import type { Statement } from "./statement.ts";
import type { SurveyServices } from "./survey-services.ts";

/** Statements to present as an answer. */
export interface PresentRequest extends SurveyedDocuments {
  readonly statements: readonly Statement[];
  /** Matching sections by number. */
  readonly places: ReadonlyMap<number, ContextPassage>;
  readonly coverage: Coverage;
  readonly answeredBy: string;
  /** True to group the claims under their headings. */
  readonly isGrouped: boolean;
}

/** Maximum depth of headings; deeper ones would cut a summary into single sentences. */
const MAX_HEADINGS = 2;

/** Verifies the statements like the sentences of any answer, and answers with the supported ones. */
export async function presentStatements(
  services: SurveyServices,
  read: StartedAnswer,
  request: PresentRequest,
  signal: AbortSignal,
): Promise<Answer> {
  const { statements, places, coverage, answeredBy } = request;
  const readDocument = (document: string) => services.store.readDocument({ ...request, document }, signal);
  const numbers = new Set(statements.flatMap(({ sentence }) => sentence.evidence.map(({ passage }) => passage)));
  const sections = [...numbers].flatMap((number) => places.get(number) ?? []);
  const passages = await loadSections(services, request, sections, signal);
  const cited = request.documents.filter(({ id }) => passages.some(({ hit }) => hit.documentId === id));
  const documents = new Map(cited.map((document) => [document.id, document]));
  const answer = addEvidence(services.emit, read, { hits: [], documents, passages, tokens: 0 });

  const checks = startChecks(
    { ...services, readDocument },
    { answerId: answer.id, passages, unsupported: "drop" },
    signal,
  );
  const endChecks = answer.startStage("verify");
  const sentences = await checks.keepShown(statements.map(({ sentence }) => sentence));
  endChecks(sentences.length);
  if (sentences.length === 0) return abstain(services, answer, "unsupported", { coverage });

  const confidence = coverage.sections === 0 ? 0 : coverage.sectionsRead / coverage.sections;
  const complete = (grounded: Grounded): Grounded =>
    request.isGrouped ? { ...grounded, coverage, groups: groupClaims(grounded) } : { ...grounded, coverage };
  const written = { sentences, confidence, answeredBy, context: checks.context() };
  return endAnswer(services, answer, written, complete, signal);
}

/** Groups neighbouring claims under the same headings of a document, by the first place that each claim cites. */
function groupClaims({
  claims,
  citations,
  passages,
}: Pick<Grounded, "claims" | "citations" | "passages">): readonly ClaimGroup[] {
  const groups: ClaimGroup[] = [];
  for (const [index, claim] of claims.entries()) {
    const number = citations[claim.citations[0] ?? -1]?.number;
    const hit = passages.find((passage) => passage.number === number)?.hit;
    if (hit === undefined) continue;
    const { documentId, title } = hit;
    const headingPath = hit.headingPath.filter((heading) => heading !== title).slice(0, MAX_HEADINGS);
    const last = groups.at(-1);
    const isSame = last?.documentId === documentId && last.headingPath.join("\n") === headingPath.join("\n");
    if (last !== undefined && isSame) groups[groups.length - 1] = { ...last, claims: [...last.claims, index] };
    else groups.push({ documentId, title, headingPath, claims: [index] });
  }
  return groups;
}
