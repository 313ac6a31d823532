import type { Answer, AnswerDraft, Grounded } from "../../core/index.ts";
import type { SearchRequest } from "../search/index.ts";
import { defaultThreshold } from "./abstain/estimate-confidence.ts";
import type { AskRequest, AskServices } from "./ask-request.ts";
import { buildAnswerText } from "./build-answer-text.ts";
import { calculate } from "./calculate/calculate.ts";
import { checkAskRequest } from "./check-ask-request.ts";
import { composeContext } from "./compose/compose-context.ts";
import { findConflicts } from "./conflicts/find-conflicts.ts";
import { guardText } from "./guard-text.ts";
import { readDocuments } from "./read-documents.ts";
import { startAnswer } from "./start-answer.ts";
import { startChecks } from "./start-checks.ts";
import { tieData } from "./tie-data.ts";
import { understandQuestion } from "./understand-question.ts";

/**
 * Answers a question from a collection: with sentences whose citations are byte-exact, or with the reason why not and
 * the nearest hits. Both are normal outcomes.
 *
 * @throws {InvalidArgumentError}     for an empty question or a number out of its bounds
 * @throws {CollectionNotFoundError}  from the search
 */
export async function ask(services: AskServices, request: AskRequest, signal: AbortSignal): Promise<Answer> {
  checkAskRequest(request);
  const { collection, scope, budgetTokens = 2000, order = "ends", unsupported = "drop" } = request;
  const read = (documentId: string) => services.store.readDocument({ collection, scope, document: documentId }, signal);
  const answer = startAnswer(services, request);
  let documents: Awaited<ReturnType<typeof readDocuments>> = new Map();

  const question = await understandQuestion(services, { asked: request.question, answer }, signal);
  if (question.stopped) return answer.abstain(question.stopped);
  answer.searchedAs(question.text);

  const { hits, ...searched } = await services.search(searchRequest(request, question.text), signal);
  answer.note(searched);
  const composed = await answer.trace(
    "compose",
    async () => {
      documents = await readDocuments(hits, read);
      answer.found(hits, documents);
      return composeContext({ ...services, hits, documents, budgetTokens, order });
    },
    ({ passages }) => passages.length,
  );
  answer.use(composed);
  const { passages } = composed;
  if (passages.length === 0) return answer.abstain("no-evidence");

  const checking = { answerId: answer.id, passages, unsupported, tells: request.tells };
  const checks = startChecks({ ...services, readDocument: read }, checking, signal);
  const { propose, think } = checks;
  const asked = { question: question.text, passages, threshold: request.threshold, propose, think };
  const draft = await answer.trace(
    "answer",
    async () =>
      (await calculateIfAsked(services, { question: question.text, passages, documents }, signal)) ??
      services.answerer.answer(asked, signal),
    ({ sentences }) => sentences.length,
  );
  answer.note({ usage: draft.usage });
  const { confidence } = draft;
  const threshold = request.threshold ?? draft.threshold ?? defaultThreshold;
  if (confidence < threshold)
    return answer.abstain(draft.sentences.length === 0 && confidence === 0 ? "no-evidence" : "below-threshold", {
      confidence,
      threshold,
    });
  if (draft.sentences.length === 0) return answer.abstain("no-evidence");

  const shown = await answer.trace("verify", () => checks.keepShown(draft.sentences), countOf);
  const tied = tieData(draft, shown);
  const isLacking = tied.data?.values.some(({ verdict }) => verdict !== "supported");
  if (shown.length === 0 || (unsupported === "abstain" && isLacking)) return answer.abstain("unsupported");

  answer.note({ warnings: draft.warnings });
  const spoken = buildAnswerText(shown);
  const guarded = await answer.trace("guard-answer", () =>
    guardText(services, { stage: "answer", text: spoken.text }, signal),
  );
  if (guarded.stopped) return answer.abstain(guarded.stopped);
  const conflicts = conflictsOf(services, { question: question.text, shown, passages, documents });
  return { ...answer.ground(spoken, { ...asAnswered(draft), ...tied }), ...conflicts };
}

const countOf = (items: readonly unknown[]): number => items.length;

/** Both sides, and not only the one that the answerer took. */
function conflictsOf(
  { analyze, splitSentences }: AskServices,
  request: Parameters<typeof findConflicts>[1],
): Pick<Grounded, "conflicts"> {
  const conflicts = analyze === undefined ? [] : findConflicts({ analyze, splitSentences }, request);
  return conflicts.length === 0 ? {} : { conflicts };
}

function asAnswered({ confidence, answeredBy }: AnswerDraft): Pick<AnswerDraft, "confidence" | "answeredBy"> {
  return answeredBy === undefined ? { confidence } : { confidence, answeredBy };
}

async function calculateIfAsked(
  { calculating }: Pick<AskServices, "calculating">,
  asked: Parameters<typeof calculate>[1],
  signal: AbortSignal,
): Promise<AnswerDraft | undefined> {
  return calculating && calculate(calculating, asked, signal);
}

function searchRequest(request: AskRequest, query: string): SearchRequest {
  const { collection, scope, filter, mode = "hybrid", hits: limit = 10 } = request;
  return { query, collection, scope, mode, limit, ...(filter ? { filter } : {}) };
}
