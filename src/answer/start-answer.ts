import type {
  Abstained,
  ContextPassage,
  Document,
  Grounded,
  Hit,
  Passage,
  StageTrace,
  Usage,
  Warning,
} from "../core/index.ts";
import type { AskRequest, AskServices } from "./ask-request.ts";
import type { AnswerText } from "./build-answer-text.ts";
import type { Context } from "./compose/index.ts";
import { warnOfGaps } from "./warn-of-gaps.ts";

/** How many of the nearest hits an abstention shows. */
const nearestShown = 3;

/** What a stage found out that the answer will tell. */
interface Notes {
  readonly warnings?: readonly Warning[] | undefined;
  readonly usage?: Partial<Usage> | undefined;
  readonly trace?: readonly StageTrace[];
}

/** An answer in the making: the stages add to it, and `ground` or `abstain` ends it. */
export interface AnswerInProgress {
  /** Runs a stage and remembers how long it took and how many items left it. */
  trace<T>(stage: string, work: () => T | Promise<T>, count?: (result: T) => number): Promise<T>;
  note(notes: Notes): void;
  searchedAs(text: string): void;
  found(hits: readonly Hit[], documents: ReadonlyMap<string, Document>): void;
  use(context: Context): void;
  ground(spoken: AnswerText, confidence: number): Grounded;
  abstain(reason: Abstained["reason"]): Abstained;
}

export function startAnswer(
  services: Pick<AskServices, "clock" | "ids" | "emit" | "answerer">,
  request: Pick<AskRequest, "question" | "collection">,
): AnswerInProgress {
  const { clock, ids, emit, answerer } = services;
  const { question, collection } = request;
  const startedMs = clock.monotonicMs();
  const common = { schemaVersion: 1, id: ids.next("answer"), createdAt: new Date(clock.now()).toISOString() } as const;
  const warnings: Warning[] = [];
  const trace: StageTrace[] = [];
  let usage: Usage = { contextTokens: 0 };
  let asked: string = question;
  let hits: readonly Hit[] = [];
  let documents: ReadonlyMap<string, Document> = new Map();
  let passages: readonly Passage[] = [];

  function finish(status: "grounded" | "abstained", shownIds: readonly string[]) {
    const shown = [...new Set(shownIds)].flatMap((id) => documents.get(id) ?? []);
    emit({ type: "answered", answerId: common.id, status, durationMs: clock.monotonicMs() - startedMs });
    const searchedAs = asked === question ? {} : { searchedAs: asked };
    return {
      ...common,
      ...searchedAs,
      question,
      collection,
      passages,
      warnings: [...warnings, ...warnOfGaps(shown)],
      usage,
      trace,
    };
  }

  return {
    async trace(stage, work, count = () => 1) {
      const beganMs = clock.monotonicMs();
      const result = await work();
      trace.push({ stage, durationMs: clock.monotonicMs() - beganMs, count: count(result) });
      return result;
    },
    note(notes) {
      warnings.push(...(notes.warnings ?? []));
      trace.push(...(notes.trace ?? []));
      usage = { ...usage, ...notes.usage };
    },
    searchedAs(text) {
      asked = text;
    },
    found(foundHits, foundDocuments) {
      hits = foundHits;
      documents = foundDocuments;
    },
    use(context) {
      passages = context.passages.map(toPassage);
      usage = { ...usage, contextTokens: context.tokens };
    },
    ground(spoken, confidence) {
      const citedIds = spoken.citations.map(({ documentId }) => documentId);
      return { ...finish("grounded", citedIds), status: "grounded", ...spoken, confidence, answeredBy: answerer.id };
    },
    abstain(reason) {
      const nearest = hits.slice(0, nearestShown).map((hit, index) => ({ number: index + 1, hit, text: hit.text }));
      const nearestIds = nearest.map(({ hit }) => hit.documentId);
      return { ...finish("abstained", nearestIds), status: "abstained", reason, nearest };
    },
  };
}

/** What the answer keeps of a passage: the document's elements stay behind. */
function toPassage({ number, hit, text }: ContextPassage): Passage {
  return { number, hit, text };
}
