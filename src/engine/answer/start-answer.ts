import {
  append,
  type Clock,
  type ContextPassage,
  type DocumentSummary,
  type GenerationUsage,
  HELP_WARNING,
  type Hit,
  type Ids,
  type Listener,
  type Passage,
  type StageTrace,
  type Usage,
  type Warning,
} from "../../core/index.ts";
import { type StartStage, stagesInto } from "../search/index.ts";
import { addUsage } from "./generate/add-usage.ts";

/** A question to one collection. */
export interface AskedQuestion {
  readonly question: string;
  readonly collection: string;
}

/**
 * An answer that has begun, with the notes of its stages. Each stage makes the next one; only the trace of the stages
 * is shared by all of them.
 */
export interface StartedAnswer {
  readonly id: string;
  /** The question as the guard redacted it. */
  readonly question: string;
  /** The question before the guard redacted it, to compare; absent if nothing was redacted. Never shown. */
  readonly unredacted?: string;
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

export interface StartingServices {
  readonly clock: Clock;
  readonly ids: Ids;
}

/** Starts an answer, and its clock. */
export function startAnswer({ clock, ids }: StartingServices, { question, collection }: AskedQuestion): StartedAnswer {
  const stageTraces: StageTrace[] = [];
  return {
    id: ids.next("answer"),
    question,
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
 * Returns an answer with the notes of a stage. A person in need is told once where to find help, even if the guard
 * finds the need in several texts.
 */
export function addNotes<Begun extends StartedAnswer>(
  answer: Begun,
  { warnings = [], usage = {}, trace = [], rephrasings = answer.rephrasings }: StageNotes,
): Begun {
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
