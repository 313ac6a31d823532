import {
  type Abstained,
  type Answer,
  type AnswerDraft,
  type ContextPassage,
  type Document,
  defined,
  type Grounded,
} from "../../core/index.ts";
import type { SearchRequest } from "../search/index.ts";
import { defaultThreshold } from "./abstain/estimate-confidence.ts";
import { type AskRequest, type AskServices, checkAskRequest } from "./ask-request.ts";
import { buildAnswerText } from "./build-answer-text.ts";
import { calculate } from "./calculate/calculate.ts";
import { composeContext } from "./compose/compose-context.ts";
import { findConflicts } from "./conflicts/find-conflicts.ts";
import { standAlone } from "./follow-up/stand-alone.ts";
import { type GuardedText, guardText } from "./guard-text.ts";
import type { JudgedSentence } from "./judge-sentence.ts";
import { type AnswerInProgress, startAnswer } from "./start-answer.ts";
import { type SentenceChecks, startChecks } from "./start-checks.ts";

/**
 * Answers a question from a collection: with sentences whose citations are byte-exact, or with the reason why there is no
 * answer and the nearest hits. Both are normal outcomes.
 *
 * @throws {InvalidArgumentError}     for an empty question or a number out of its bounds
 * @throws {CollectionNotFoundError}  from the search
 */
export async function ask(services: AskServices, request: AskRequest, signal: AbortSignal): Promise<Answer> {
  checkAskRequest(request);
  const { collection, scope, budgetTokens = 2000, order = "ends", unsupported = "drop" } = request;
  const readDocument = (id: string) => services.store.readDocument({ collection, scope, document: id }, signal);
  const answer = startAnswer(services, request);

  const { text: question, stopped } = await understandQuestion(services, request.question, { answer, signal });
  if (stopped) return answer.abstain(stopped);
  answer.searchedAs(question);

  const { hits, ...notes } = await services.search(toSearchRequest(request, question), signal);
  answer.note(notes);

  const { documents, context } = await answer.trace(
    "compose",
    async () => {
      const documentsById = await readDocuments(new Set(hits.map(({ documentId }) => documentId)), readDocument);
      const composition = { ...services, hits, documents: documentsById, budgetTokens, order };
      return { documents: documentsById, context: composeContext(composition) };
    },
    (composed) => composed.context.passages.length,
  );
  answer.found(hits, documents);
  answer.use(context);
  const { passages } = context;
  if (passages.length === 0) return answer.abstain("no-evidence");

  const checkRequest = { answerId: answer.id, question, passages, unsupported, tells: request.tells };
  const checks = startChecks({ ...services, readDocument }, checkRequest, signal);
  const evidence = { question, passages, documents };
  const { draft, notComputed } = await answer.trace(
    "answer",
    () => writeDraft(services, { ...evidence, threshold: request.threshold, checks }, signal),
    (written) => written.draft.sentences.length,
  );
  answer.note({ usage: draft.usage });
  const { confidence } = draft;
  const threshold = request.threshold ?? draft.threshold ?? defaultThreshold;
  if (draft.sentences.length === 0 || confidence < threshold)
    return abstainFromDraft(services, { answer, signal }, { draft, threshold, ...defined({ notComputed }) });

  const shown = await answer.trace("verify", () => checks.keepShown(draft.sentences), countOf);
  const data = tieData(draft, shown);
  const isLacking = data?.values.some(({ verdict }) => verdict !== "supported");
  if (shown.length === 0 || (unsupported === "abstain" && isLacking)) return answer.abstain("unsupported");
  answer.note({ warnings: draft.warnings });

  const answerText = buildAnswerText(shown);
  const guarded = await answer.trace("guard-answer", () =>
    guardText(
      services,
      { stage: "output", text: answerText.text, context: { ...checks.context(), evidenceScore: confidence } },
      signal,
    ),
  );
  const details = defined({ confidence, answeredBy: draft.answeredBy, data });
  const conflicts = conflictsOf(services, { ...evidence, shown });
  if (guarded.stopped === "needs-review") services.hold?.({ ...answer.draft(answerText, details), ...conflicts });
  if (guarded.stopped) return answer.abstain(guarded.stopped);
  return { ...answer.ground(answerText, details), ...conflicts };
}

const countOf = (items: readonly unknown[]): number => items.length;

interface AnswerStage {
  readonly answer: AnswerInProgress;
  readonly signal: AbortSignal;
}

/**
 * Guards the question and, in a conversation, rewrites it to stand alone. The guard also checks the rewritten question,
 * since it contains words of earlier turns.
 */
async function understandQuestion(
  services: AskServices,
  question: string,
  { answer, signal }: AnswerStage,
): Promise<GuardedText> {
  const guard = async (text: string) => {
    const guarded = await answer.trace("guard-question", () => guardText(services, { stage: "input", text }, signal));
    answer.note({ warnings: guarded.warnings });
    return guarded;
  };

  const guarded = await guard(question);
  const { conversation } = services;
  if (guarded.stopped !== undefined || conversation === undefined) return guarded;

  const understood = await answer.trace("follow-up", () => standAlone(conversation, guarded.text, signal));
  answer.note(understood);
  return understood.question === guarded.text ? guarded : guard(understood.question);
}

/**
 * Ends the answer for a draft that is empty or too weak. The guard checks the reason why nothing was computed, since it names
 * columns and values.
 */
async function abstainFromDraft(
  services: AskServices,
  { answer, signal }: AnswerStage,
  { draft, notComputed, threshold }: WrittenDraft & { readonly threshold: number },
): Promise<Abstained> {
  const { confidence, sentences } = draft;
  if (notComputed !== undefined) {
    const guarded = await answer.trace("guard-answer", () =>
      guardText(services, { stage: "output", text: notComputed }, signal),
    );
    return guarded.stopped === undefined
      ? answer.abstain("not-computed", { notComputed })
      : answer.abstain(guarded.stopped);
  }
  if (confidence >= threshold) return answer.abstain("no-evidence");
  const reason = sentences.length === 0 && confidence === 0 ? "no-evidence" : "below-threshold";
  return answer.abstain(reason, { evidence: { confidence, threshold } });
}

function toSearchRequest(request: AskRequest, query: string): SearchRequest {
  const { collection, scope, filter, mode = "hybrid", hits: limit = 10 } = request;
  return defined({ query, collection, scope, mode, limit, filter });
}

/** Reads each document once; one that has gone in the meantime is missing. */
async function readDocuments(
  ids: ReadonlySet<string>,
  read: (id: string) => Promise<Document | undefined>,
): Promise<ReadonlyMap<string, Document>> {
  const documents = new Map<string, Document>();
  for (const id of ids) {
    const document = await read(id);
    if (document !== undefined) documents.set(id, document);
  }
  return documents;
}

/** The question with everything that an answer may rest on. */
interface DraftRequest {
  readonly question: string;
  readonly passages: readonly ContextPassage[];
  readonly documents: ReadonlyMap<string, Document>;
  readonly threshold: number | undefined;
  readonly checks: SentenceChecks;
}

interface WrittenDraft {
  readonly draft: AnswerDraft;
  /** Reason why a calculation that the question asks for was not computed. */
  readonly notComputed?: string;
}

/**
 * Computes the answer if the question asks for a calculation; otherwise the answerer writes it. A calculation that is not
 * certain has no answer. If several tables fit, the question may be about something else, so the answerer may answer it.
 */
async function writeDraft(
  { analyze, answerer }: AskServices,
  { checks, documents, ...request }: DraftRequest,
  signal: AbortSignal,
): Promise<WrittenDraft> {
  const calculated = analyze && (await calculate(analyze, { ...request, documents }, signal));
  if (calculated?.status === "computed") return calculated;
  if (calculated !== undefined && !calculated.isAboutSeveral)
    return { draft: { sentences: [], confidence: 0 }, notComputed: calculated.why };
  const draft = await answerer.answer(
    { ...request, propose: checks.propose, think: checks.think, tellPrompt: checks.tellPrompt },
    signal,
  );
  return defined({ draft, notComputed: calculated?.why });
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
): Pick<Grounded, "conflicts"> {
  const conflicts = analyze === undefined ? [] : findConflicts({ analyze, splitSentences }, request);
  return defined({ conflicts: conflicts.length === 0 ? undefined : conflicts });
}
