import {
  type Abstained,
  type Answer,
  type AnswerDraft,
  type ContextPassage,
  type Document,
  defined,
  type Grounded,
  type Hit,
  type Shortfall,
} from "../../core/index.ts";
import type { SearchRequest } from "../search/index.ts";
import { defaultThreshold } from "./abstain/estimate-confidence.ts";
import { findUnmentioned } from "./abstain/find-unmentioned.ts";
import { type AskRequest, type AskServices, checkAskRequest } from "./ask-request.ts";
import { calculate } from "./calculate/calculate.ts";
import { type Context, composeContext } from "./compose/compose-context.ts";
import { findConflicts } from "./conflicts/find-conflicts.ts";
import { abstain, abstainIfStopped, endAnswer } from "./end-answer.ts";
import { guardOutput } from "./guard-stages.ts";
import type { JudgedSentence } from "./judge-sentence.ts";
import type { AllowedAnswer } from "./open-answer.ts";
import { addEvidence, addNotes, type StartedAnswer } from "./start-answer.ts";
import { type SentenceChecks, startChecks } from "./start-checks.ts";

/**
 * Answers a question that the guard allowed from a collection: with sentences whose citations are byte-exact, or with
 * the reason why there is no answer and the nearest hits. Both are normal outcomes.
 *
 * @throws {InvalidArgumentError}     for a number out of its bounds
 * @throws {CollectionNotFoundError}  from the search
 */
export async function ask(
  services: AskServices,
  opened: AllowedAnswer,
  request: AskRequest,
  signal: AbortSignal,
): Promise<Answer> {
  checkAskRequest(request);
  const { collection, searchedAs: question } = opened;
  const { scope, unsupported = "drop" } = request;
  const readDocument = (id: string) => services.store.readDocument({ collection, scope, document: id }, signal);

  let answer: StartedAnswer = opened;
  try {
    const { hits, ...searchNotes } = await services.search(toSearchRequest(opened, request), signal);
    answer = addNotes(answer, searchNotes);

    const endComposing = answer.startStage("compose");
    const { documents, passages, tokens } = await composePassages(services, request, hits, readDocument);
    endComposing(passages.length);
    answer = addEvidence(services.emit, answer, { hits, documents, passages, tokens });
    if (passages.length === 0) return await abstainForLack(services, answer, undefined, signal);

    const evidence = { question, passages, documents };
    const checkRequest = { answerId: answer.id, question, passages, unsupported, tells: request.tells };
    const checks = startChecks({ ...services, readDocument }, checkRequest, signal);
    const endWriting = answer.startStage("answer");
    const { draft, notComputed } = await writeDraft(
      services,
      { ...evidence, threshold: request.threshold },
      checks,
      signal,
    );
    endWriting(draft.sentences.length);
    answer = addNotes(answer, { usage: draft.usage });
    const { confidence, answeredBy = services.answerer.id } = draft;
    const threshold = request.threshold ?? draft.threshold ?? defaultThreshold;
    if (draft.sentences.length === 0 || confidence < threshold)
      return await abstainFromDraft(services, answer, { draft, threshold, notComputed }, signal);

    const endChecks = answer.startStage("verify");
    const sentences = await checks.keepShown(draft.sentences);
    endChecks(sentences.length);
    const data = tieData(draft, sentences);
    const isLacking = data?.values.some(({ verdict }) => verdict !== "supported");
    if (sentences.length === 0 || (unsupported === "abstain" && isLacking))
      return abstain(services, answer, "unsupported");

    const conflicts = conflictsOf(services, { ...evidence, shown: sentences });
    answer = addNotes(answer, { warnings: draft.warnings });
    const written = { sentences, confidence, answeredBy, context: checks.context() };
    return await endAnswer(services, answer, written, (grounded) => defined({ ...grounded, data, conflicts }), signal);
  } catch (error) {
    return abstainIfStopped(services, answer, error);
  }
}

/**
 * Ends the answer for a draft that is empty or too weak. The guard checks the reason why nothing was computed, since it
 * names columns and values.
 */
async function abstainFromDraft(
  services: AskServices,
  answer: StartedAnswer,
  { draft, notComputed, threshold }: WrittenDraft & { readonly threshold: number },
  signal: AbortSignal,
): Promise<Abstained> {
  const { confidence, sentences } = draft;
  if (notComputed !== undefined) {
    const endStage = answer.startStage("guard-answer");
    const { stopped, warnings } = await guardOutput(services, notComputed, undefined, signal);
    endStage();
    const noted = addNotes(answer, { warnings });
    return stopped === undefined
      ? abstain(services, noted, "not-computed", { notComputed })
      : abstain(services, noted, stopped);
  }
  const isWeak = confidence < threshold && (sentences.length > 0 || confidence > 0);
  return await abstainForLack(services, answer, isWeak ? { confidence, threshold } : undefined, signal);
}

/**
 * Ends the answer because no sentence found could answer, or because the best ones are too weak. That the documents do
 * not say something is only said if none of them has any word of the question: what is found by meaning alone proves
 * nothing, and what a search leaves out may say it.
 *
 * @param evidence  the confidence of an answer that is too weak; undefined if no sentence could answer
 */
async function abstainForLack(
  { wordComparison, ...services }: AskServices,
  answer: StartedAnswer,
  evidence: Shortfall | undefined,
  signal: AbortSignal,
): Promise<Abstained> {
  const words = (await wordComparison?.wordsAskedFor(answer.searchedAs)) ?? [];
  const missing = wordComparison === undefined ? [] : findUnmentioned(wordComparison.analyze, words, answer.hits);
  const details = missing.length === 0 ? {} : { unmentioned: missing };
  const mayLackAll = words.length > 0 && missing.length === words.length;
  if (mayLackAll && !(await wordComparison?.hasPassageWith(words, signal)))
    return abstain(services, answer, "no-evidence", details);
  if (evidence === undefined) return abstain(services, answer, "not-found", details);
  return abstain(services, answer, "below-threshold", { evidence, ...details });
}

function toSearchRequest({ searchedAs: query, collection }: AllowedAnswer, request: AskRequest): SearchRequest {
  const { scope, filter, mode = "hybrid", hits: limit = 10, searchSettings: settings } = request;
  return { query, collection, scope, mode, limit, filter, settings };
}

/** Reads the documents of the hits, and chooses the passages that the answerer reads. */
async function composePassages(
  { countTokens, splitSentences }: AskServices,
  { budgetTokens = 2000, order = "ends" }: AskRequest,
  hits: readonly Hit[],
  readDocument: (id: string) => Promise<Document | undefined>,
): Promise<Context & { readonly documents: ReadonlyMap<string, Document> }> {
  const documents = new Map<string, Document>();
  for (const id of new Set(hits.map(({ documentId }) => documentId))) {
    const document = await readDocument(id);
    // A document that was removed since the search is missing.
    if (document !== undefined) documents.set(id, document);
  }
  return { documents, ...composeContext({ hits, documents, budgetTokens, order, countTokens, splitSentences }) };
}

/** The question with everything that an answer may rest on. */
interface DraftRequest {
  readonly question: string;
  readonly passages: readonly ContextPassage[];
  readonly documents: ReadonlyMap<string, Document>;
  readonly threshold: number | undefined;
}

interface WrittenDraft {
  readonly draft: AnswerDraft;
  /** Reason why a calculation that the question asks for was not computed. */
  readonly notComputed?: string;
}

/**
 * Computes the answer if the question asks for a calculation; otherwise the answerer writes it. A calculation that is
 * not certain has no answer. If several tables fit, the question may be about something else, so the answerer may
 * answer it.
 */
async function writeDraft(
  { analyze, answerer, work }: AskServices,
  { documents, ...request }: DraftRequest,
  checks: SentenceChecks,
  signal: AbortSignal,
): Promise<WrittenDraft> {
  const calculated =
    analyze && (await calculate(analyze, request.question, { passages: request.passages, documents, work }, signal));
  if (calculated?.status === "computed") return calculated;
  if (calculated !== undefined && !calculated.isAboutSeveral)
    return { draft: { sentences: [], confidence: 0 }, notComputed: calculated.why };
  const draft = await answerer.answer(
    { ...request, propose: checks.propose, think: checks.think, tellPrompt: checks.tellPrompt },
    signal,
  );
  return { draft, notComputed: calculated?.why };
}

/** Adds to each value of the data the indexes of the claims that state it. */
function tieData({ data }: AnswerDraft, shown: readonly JudgedSentence[]): Grounded["data"] {
  if (data === undefined) return undefined;
  const values = data.values.map(({ key, path, verdict, why }) => ({
    path,
    verdict,
    why,
    claims: shown.flatMap(({ values: keys = [] }, index) => (keys.includes(key) ? [index] : [])),
  }));
  return { value: data.value, values };
}

/** Finds statements of other passages that contradict the answer, so that both sides are shown. */
function conflictsOf(
  { analyze, splitSentences }: AskServices,
  request: Parameters<typeof findConflicts>[1],
): Grounded["conflicts"] {
  const conflicts = analyze === undefined ? [] : findConflicts({ analyze, splitSentences }, request);
  return conflicts.length === 0 ? undefined : conflicts;
}
