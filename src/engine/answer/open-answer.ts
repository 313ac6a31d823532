import {
  append,
  type Clock,
  type ContextPassage,
  type DocumentSummary,
  type GenerationUsage,
  type GuardServices,
  HELP_WARNING,
  type Hit,
  type Ids,
  type Listener,
  type Passage,
  type StageTrace,
  StoppedTextError,
  type Usage,
  type Warning,
  warnWithHelp,
} from "../../core/index.ts";
import { type StartStage, stagesInto } from "../search/index.ts";
import { type Conversation, type StandAlone, standAlone } from "./follow-up/stand-alone.ts";
import { addUsage } from "./generate/add-usage.ts";
import { type GuardedText, guardInput } from "./guard-stages.ts";

/** A question of which an answer tells. */
export interface AnsweredQuestion {
  readonly question: string;
  readonly collection: string;
  /** Rewrites the question to stand alone, as the guard allowed it. */
  understand?(question: string): string | Promise<string>;
}

/** An answer that has begun, with the notes of its stages. It never changes: each stage makes the next one. */
export interface StartedAnswer {
  readonly id: string;
  /** The question as the guard redacted it. */
  readonly question: string;
  readonly isRedacted: boolean;
  readonly collection: string;
  readonly createdAt: string;
  readonly startedMs: number;
  /** The question as it is searched for: as the guard allowed it, and rewritten to stand alone. */
  readonly searchedAs: string;
  readonly rephrasings: readonly string[];
  readonly hits: readonly Hit[];
  readonly documents: ReadonlyMap<string, DocumentSummary>;
  readonly passages: readonly Passage[];
  readonly warnings: readonly Warning[];
  readonly usage: Usage;
  readonly startStage: StartStage;
  /** Stages in the order in which they ended. */
  readonly stageTraces: StageTrace[];
}

/** An answer whose question was guarded. */
export interface OpenedAnswer extends StartedAnswer {
  /** Reason why the guard stopped the question; absent if it may be answered. */
  readonly stopped?: GuardedText["stopped"];
}

/** An answer that a guard stopped. */
export interface StoppedAnswer extends StartedAnswer {
  readonly stopped: NonNullable<GuardedText["stopped"]>;
}

/** Notes of a stage that become part of the answer. */
export interface StageNotes {
  readonly warnings?: readonly Warning[];
  readonly usage?: GenerationUsage;
  readonly trace?: readonly StageTrace[];
  readonly rephrasings?: readonly string[];
}

/** Passages that an answer rests on, and where they come from. */
export interface AnswerEvidence {
  /** Hits that an abstention may show. */
  readonly hits: readonly Hit[];
  readonly documents: ReadonlyMap<string, DocumentSummary>;
  readonly passages: readonly ContextPassage[];
  readonly tokens: number;
}

interface OpeningServices extends GuardServices {
  readonly clock: Clock;
  readonly ids: Ids;
  /** Earlier turns that the question may continue. */
  readonly conversation?: Conversation;
}

/** Starts an answer, and its clock. */
export function startAnswer(
  { clock, ids }: Pick<OpeningServices, "clock" | "ids">,
  { question, collection }: AnsweredQuestion,
): StartedAnswer {
  const stageTraces: StageTrace[] = [];
  return {
    id: ids.next("answer"),
    question,
    isRedacted: false,
    collection,
    createdAt: new Date(clock.now()).toISOString(),
    startedMs: clock.monotonicMs(),
    searchedAs: question,
    rephrasings: [],
    hits: [],
    documents: new Map(),
    passages: [],
    warnings: [],
    usage: { contextTokens: 0 },
    startStage: stagesInto(stageTraces, clock),
    stageTraces,
  };
}

/**
 * Starts an answer, guards its question and, in a conversation, rewrites it to stand alone. Everything after this sees only what
 * the guard allowed. The guard also checks the rewritten question, since it contains words of earlier turns.
 */
export async function openAnswer(
  services: OpeningServices,
  request: AnsweredQuestion,
  signal: AbortSignal,
): Promise<OpenedAnswer> {
  const started = startAnswer(services, request);
  const { startStage } = started;

  const endFirstGuard = startStage("guard-question");
  const first = await guardInput(services, request.question, signal);
  endFirstGuard();
  const noted = addNotes(started, { warnings: first.warnings });
  if (first.stopped !== undefined)
    return { ...noted, question: first.text, searchedAs: first.text, stopped: first.stopped };
  const guarded = { ...noted, question: first.text, isRedacted: first.text !== request.question };

  const rewritten = await rewrite(services, request, first.text, startStage, signal).catch((error: unknown) =>
    stopAnswer(guarded, error),
  );
  if ("stopped" in rewritten) return rewritten;
  const { question, ...notes } = rewritten;
  const understood = addNotes(guarded, notes);
  if (question === first.text) return { ...understood, searchedAs: question };

  const endSecondGuard = startStage("guard-question");
  const second = await guardInput(services, question, signal);
  endSecondGuard();
  const answer = addNotes(understood, { warnings: second.warnings });
  if (second.stopped !== undefined) return { ...answer, searchedAs: first.text, stopped: second.stopped };
  // The words that earlier turns add may show what the question's own words hide.
  if (second.text !== question) return { ...answer, question: second.text, searchedAs: second.text, isRedacted: true };
  return { ...answer, searchedAs: question };
}

/**
 * Stops an answer because of a text in the middle of a stage, such as a prompt, that a guard let nobody use.
 *
 * @throws the error if it is of another kind
 */
export function stopAnswer(answer: StartedAnswer, error: unknown): StoppedAnswer {
  if (!(error instanceof StoppedTextError)) throw error;
  return { ...addNotes(answer, { warnings: warnWithHelp(error) }), stopped: error.code };
}

/** Rewrites a question to stand alone: by its conversation, or else as the request understands it. */
async function rewrite(
  { conversation }: OpeningServices,
  { understand }: AnsweredQuestion,
  question: string,
  startStage: StartStage,
  signal: AbortSignal,
): Promise<StandAlone> {
  if (conversation === undefined) return { question: (await understand?.(question)) ?? question, warnings: [] };
  const endStage = startStage("follow-up");
  const rewritten = await standAlone(conversation, question, signal);
  endStage();
  return rewritten;
}

/**
 * Returns an answer with the notes of a stage. A person in need is told once where to find help, even if the guard
 * finds the need in several texts.
 */
export function addNotes(
  answer: StartedAnswer,
  { warnings = [], usage = {}, trace = [], rephrasings = answer.rephrasings }: StageNotes,
): StartedAnswer {
  append(answer.stageTraces, trace);
  const isHelped = answer.warnings.some(({ code }) => code === HELP_WARNING);
  const added = warnings.filter(({ code }) => !isHelped || code !== HELP_WARNING);
  return {
    ...answer,
    rephrasings,
    warnings: [...answer.warnings, ...added],
    usage: { ...answer.usage, ...addUsage(answer.usage, usage) },
  };
}

/** Returns an answer with the passages that it will rest on, and shows them to listeners. */
export function addEvidence(
  emit: Listener,
  answer: StartedAnswer,
  { hits, documents, passages: read, tokens }: AnswerEvidence,
): StartedAnswer {
  const passages = read.map(toPassage);
  // Anyone who may ask may read the passages: a search shows them too.
  emit({ type: "context-composed", answerId: answer.id, passages });
  return { ...answer, hits, documents, passages, usage: { ...answer.usage, contextTokens: tokens } };
}

/** Returns the passage as part of the answer, without the document's elements. */
function toPassage({ number, hit, text }: ContextPassage): Passage {
  return { number, hit, text };
}
