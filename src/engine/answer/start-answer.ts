import type {
  Abstained,
  Answer,
  AnswerDraft,
  ContextPassage,
  DocumentSummary,
  Grounded,
  Hit,
  Passage,
  Shortfall,
  StageTrace,
  Usage,
  Warning,
} from "../../core/index.ts";
import { defined } from "../../core/index.ts";
import { warnOfGaps } from "../search/index.ts";
import type { AskRequest, AskServices } from "./ask-request.ts";
import type { AnswerText } from "./build-answer-text.ts";
import type { Context } from "./compose/compose-context.ts";
import { numberSources } from "./number-sources.ts";

/** How many of the nearest hits an abstention shows. */
const nearestShown = 3;

/** What a guard holds back in the answer must not come out in the passages. */
const withheld: ReadonlySet<Abstained["reason"]> = new Set(["guard-blocked", "needs-review"]);

/** What a stage found out that the answer will tell. */
interface Notes {
  readonly warnings?: readonly Warning[] | undefined;
  readonly usage?: Partial<Usage> | undefined;
  readonly trace?: readonly StageTrace[] | undefined;
  readonly rephrasings?: readonly string[] | undefined;
}

/** An answer in the making: the stages add to it, and `ground` or `abstain` ends it. */
export interface AnswerInProgress {
  readonly id: string;
  /** Runs a stage and remembers how long it took and how many items left it. */
  trace<T>(stage: string, work: () => T | Promise<T>, count?: (result: T) => number): Promise<T>;
  /** Warnings and traces are added, and so are tokens: of each request to a model once. */
  note(notes: Notes): void;
  searchedAs(text: string): void;
  found(hits: readonly Hit[], documents: ReadonlyMap<string, DocumentSummary>): void;
  use(context: Context): void;
  ground(spoken: AnswerText, draft: Pick<AnswerDraft, "confidence" | "answeredBy"> & Pick<Grounded, "data">): Grounded;
  /** `evidence`: where it was measured, and was too little. */
  abstain(reason: Abstained["reason"], evidence?: Shortfall): Abstained;
}

/** What the stages have told so far. */
interface Progress {
  readonly warnings: Warning[];
  readonly trace: StageTrace[];
  usage: Usage;
  asked: string;
  rephrasings: readonly string[];
  hits: readonly Hit[];
  documents: ReadonlyMap<string, DocumentSummary>;
  passages: readonly Passage[];
}

interface Services extends Pick<AskServices, "clock" | "ids" | "emit"> {
  readonly answerer: Pick<AskServices["answerer"], "id">;
}
type Asked = Pick<AskRequest, "question" | "collection">;

export function startAnswer(services: Services, request: Asked): AnswerInProgress {
  const id = services.ids.next("answer");
  const finish = prepareFinish(services, { ...request, id });
  const progress: Progress = {
    warnings: [],
    trace: [],
    usage: { contextTokens: 0 },
    asked: request.question,
    rephrasings: [],
    hits: [],
    documents: new Map(),
    passages: [],
  };
  return {
    id,
    ...listenTo(progress, services.clock),
    use(context) {
      progress.passages = context.passages.map(toPassage);
      progress.usage = { ...progress.usage, contextTokens: context.tokens };
      // A search shows them as well: whoever may ask may read them.
      services.emit({ type: "context-composed", answerId: id, passages: progress.passages });
    },
    ground(found, { confidence, answeredBy = services.answerer.id, data }) {
      const { spoken, passages } = numberSources(found, progress.passages);
      const base = finish({ ...progress, passages }, { status: "grounded", shown: spoken.citations });
      const form = data === undefined ? {} : { data };
      return { ...base, status: "grounded", ...spoken, confidence, answeredBy, ...form };
    },
    abstain(reason, evidence) {
      const hits = withheld.has(reason) ? [] : progress.hits.slice(0, nearestShown);
      const nearest = hits.map((hit, index) => ({ number: index + 1, hit, text: hit.text }));
      const told = withheld.has(reason) ? { ...progress, passages: [] } : progress;
      const measured = evidence === undefined ? {} : { evidence };
      const base = finish(told, { status: "abstained", shown: hits });
      return { ...base, status: "abstained", reason, nearest, ...measured };
    },
  };
}

function listenTo(
  progress: Progress,
  clock: AskServices["clock"],
): Omit<AnswerInProgress, "id" | "use" | "ground" | "abstain"> {
  return {
    async trace(stage, work, count = () => 1) {
      const beganMs = clock.monotonicMs();
      const result = await work();
      progress.trace.push({ stage, durationMs: clock.monotonicMs() - beganMs, count: count(result) });
      return result;
    },
    note({ warnings = [], trace = [], usage, rephrasings = progress.rephrasings }) {
      progress.warnings.push(...warnings);
      progress.trace.push(...trace);
      progress.usage = addUsage(progress.usage, usage);
      progress.rephrasings = rephrasings;
    },
    searchedAs(text) {
      progress.asked = text;
    },
    found(hits, documents) {
      progress.hits = hits;
      progress.documents = documents;
    },
  };
}

/** Tokens of several requests to a model add up. */
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

interface Ending {
  readonly status: Answer["status"];
  /** What a reader will see: the documents behind it are warned of when they have gaps. */
  readonly shown: readonly { readonly documentId: string }[];
}

/** Takes the time now; what it answers builds the fields that every answer has. */
function prepareFinish({ clock, emit }: Services, { id, question, collection }: Asked & { readonly id: string }) {
  const startedMs = clock.monotonicMs();
  const common = { schemaVersion: 1, id, createdAt: new Date(clock.now()).toISOString() } as const;
  return (progress: Progress, { status, shown }: Ending) => {
    const { asked, documents, passages, usage, trace, warnings, rephrasings } = progress;
    emit({ type: "answered", answerId: common.id, status, durationMs: clock.monotonicMs() - startedMs });
    const shownIds = [...new Set(shown.map(({ documentId }) => documentId))];
    const gaps = warnOfGaps(shownIds.flatMap((id) => documents.get(id) ?? []));
    const searchedAs = asked === question ? {} : { searchedAs: asked };
    return {
      ...common,
      ...searchedAs,
      ...(rephrasings.length === 0 ? {} : { rephrasings }),
      question,
      collection,
      passages,
      warnings: [...warnings, ...gaps],
      usage,
      trace: [...trace],
    };
  };
}

/** What the answer keeps of a passage: the document's elements stay behind. */
function toPassage({ number, hit, text }: ContextPassage): Passage {
  return { number, hit, text };
}
