import {
  type Abstained,
  type Answer,
  type AnswerDraft,
  append,
  type ContextPassage,
  type DocumentSummary,
  defined,
  type Grounded,
  type Hit,
  type Passage,
  type StageTrace,
  type Usage,
  type Warning,
} from "../../core/index.ts";
import { warnOfGaps } from "../search/index.ts";
import type { AskRequest, AskServices } from "./ask-request.ts";
import type { AnswerText } from "./build-answer-text.ts";
import type { Context } from "./compose/compose-context.ts";
import { numberSources } from "./number-sources.ts";

/** Number of nearest hits that an abstention shows. */
const NEAREST_SHOWN = 3;

/** Reasons to hide the passages too: they may contain the text that the guard stopped. */
const withheld: ReadonlySet<Abstained["reason"]> = new Set(["guard-blocked", "needs-review"]);

/** Notes of a stage that become part of the answer. */
interface Notes {
  readonly warnings?: readonly Warning[] | undefined;
  readonly usage?: Partial<Usage> | undefined;
  readonly trace?: readonly StageTrace[] | undefined;
  readonly rephrasings?: readonly string[] | undefined;
}

/** The parts of a draft that a grounded answer has besides its text. */
type GroundedDraft = Pick<AnswerDraft, "confidence" | "answeredBy"> & Pick<Grounded, "data">;

/** Details of an abstention: the confidence, if it was too low, or why nothing was computed. */
type AbstentionDetails = Pick<Abstained, "evidence" | "notComputed">;

/** An answer in progress: stages add to it, and `ground` or `abstain` ends it. */
export interface AnswerInProgress {
  readonly id: string;
  /** Runs a stage, and notes how long it took and how many items left it. */
  trace<T>(stage: string, work: () => T | Promise<T>, count?: (result: T) => number): Promise<T>;
  /** Adds warnings, traces and the tokens of a request to a model. */
  note(notes: Notes): void;
  searchedAs(text: string): void;
  found(hits: readonly Hit[], documents: ReadonlyMap<string, DocumentSummary>): void;
  use(context: Context): void;
  ground(answerText: AnswerText, draft: GroundedDraft): Grounded;
  /** Builds the answer as `ground` does, and tells no listener of it, since it may never be shown. */
  draft(answerText: AnswerText, draft: GroundedDraft): Grounded;
  /** Ends the answer as an abstention. */
  abstain(reason: Abstained["reason"], details?: AbstentionDetails): Abstained;
}

/** The notes of all stages so far. */
interface Progress {
  readonly warnings: Warning[];
  readonly trace: StageTrace[];
  usage: Usage;
  searchedAs: string;
  rephrasings: readonly string[];
  hits: readonly Hit[];
  documents: ReadonlyMap<string, DocumentSummary>;
  passages: readonly Passage[];
}

interface AnswerServices extends Pick<AskServices, "clock" | "ids" | "emit"> {
  readonly answerer: Pick<AskServices["answerer"], "id">;
}

type QuestionToAnswer = Pick<AskRequest, "question" | "collection">;

/** Starts an answer, and its clock. */
export function startAnswer(services: AnswerServices, request: QuestionToAnswer): AnswerInProgress {
  const id = services.ids.next("answer");
  const { finish, tell } = prepareFinish(services, { ...request, id });
  const progress: Progress = {
    warnings: [],
    trace: [],
    usage: { contextTokens: 0 },
    searchedAs: request.question,
    rephrasings: [],
    hits: [],
    documents: new Map(),
    passages: [],
  };
  const draft: AnswerInProgress["draft"] = (unnumbered, { confidence, answeredBy = services.answerer.id, data }) => {
    const { answerText, passages } = numberSources(unnumbered, progress.passages);
    const base = finish({ ...progress, passages }, answerText.citations);
    return { ...base, status: "grounded", ...answerText, confidence, answeredBy, ...defined({ data }) };
  };
  return {
    id,
    ...listenTo(progress, services.clock),
    draft,
    use(context) {
      progress.passages = context.passages.map(toPassage);
      progress.usage = { ...progress.usage, contextTokens: context.tokens };
      // Anyone who may ask may read the passages: a search shows them too.
      services.emit({ type: "context-composed", answerId: id, passages: progress.passages });
    },
    ground(answerText, details) {
      tell("grounded");
      return draft(answerText, details);
    },
    abstain(reason, details = {}) {
      const hits = withheld.has(reason) ? [] : progress.hits.slice(0, NEAREST_SHOWN);
      const nearest = hits.map((hit, index) => ({ number: index + 1, hit, text: hit.text }));
      const shownProgress = withheld.has(reason) ? { ...progress, passages: [] } : progress;
      tell("abstained");
      const base = finish(shownProgress, hits);
      return { ...base, status: "abstained", reason, nearest, ...details };
    },
  };
}

function listenTo(
  progress: Progress,
  clock: AskServices["clock"],
): Omit<AnswerInProgress, "id" | "use" | "ground" | "draft" | "abstain"> {
  return {
    async trace(stage, work, count = () => 1) {
      const startedMs = clock.monotonicMs();
      const result = await work();
      progress.trace.push({ stage, durationMs: clock.monotonicMs() - startedMs, count: count(result) });
      return result;
    },
    note({ warnings = [], trace = [], usage, rephrasings = progress.rephrasings }) {
      append(progress.warnings, warnings);
      append(progress.trace, trace);
      progress.usage = addUsage(progress.usage, usage);
      progress.rephrasings = rephrasings;
    },
    searchedAs(text) {
      progress.searchedAs = text;
    },
    found(hits, documents) {
      progress.hits = hits;
      progress.documents = documents;
    },
  };
}

/** Adds the tokens of another request to a model. */
function addUsage(
  before: Usage,
  { contextTokens = before.contextTokens, cost, ...tokens }: Partial<Usage> = {},
): Usage {
  const sums = (["inputTokens", "outputTokens", "reasoningTokens"] as const).map((name) => {
    const counted = [before[name], tokens[name]].filter((count) => count !== undefined);
    return counted.length === 0 ? {} : { [name]: counted.reduce((sum, count) => sum + count, 0) };
  });
  return Object.assign(defined({ ...before, contextTokens, cost }), ...sums);
}

/** Citations or hits that the user will see; the answer warns of gaps in their documents. */
type Shown = readonly { readonly documentId: string }[];

interface IdentifiedQuestion extends QuestionToAnswer {
  readonly id: string;
}

/** Takes the start time. `finish` builds the fields that every answer has, and `tell` tells listeners of the end. */
function prepareFinish({ clock, emit }: AnswerServices, { id, question, collection }: IdentifiedQuestion) {
  const startedMs = clock.monotonicMs();
  const common = { schemaVersion: 1, id, createdAt: new Date(clock.now()).toISOString() } as const;
  const tell = (status: Answer["status"]): void =>
    emit({ type: "answered", answerId: common.id, status, durationMs: clock.monotonicMs() - startedMs });
  const finish = (progress: Progress, shown: Shown) => {
    const { searchedAs, documents, passages, usage, trace, warnings, rephrasings } = progress;
    const shownIds = [...new Set(shown.map(({ documentId }) => documentId))];
    const gaps = warnOfGaps(shownIds.flatMap((id) => documents.get(id) ?? []));
    return {
      ...common,
      ...defined({
        searchedAs: searchedAs === question ? undefined : searchedAs,
        rephrasings: rephrasings.length === 0 ? undefined : rephrasings,
      }),
      question,
      collection,
      passages,
      warnings: [...warnings, ...gaps],
      usage,
      trace: [...trace],
    };
  };
  return { finish, tell };
}

/** Returns the passage as part of the answer, without the document's elements. */
function toPassage({ number, hit, text }: ContextPassage): Passage {
  return { number, hit, text };
}
