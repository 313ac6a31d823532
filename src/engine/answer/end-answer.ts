import {
  type Abstained,
  type Answer,
  type Clock,
  defined,
  type Grounded,
  type GuardContext,
  type GuardServices,
  type Listener,
  type Passage,
} from "../../core/index.ts";
import { warnOfGaps } from "../search/index.ts";
import { buildAnswerText } from "./build-answer-text.ts";
import { guardOutput } from "./guard-stages.ts";
import type { JudgedSentence } from "./judge-sentence.ts";
import { numberSources } from "./number-sources.ts";
import { stopAnswer } from "./open-answer.ts";
import { addNotes, type StartedAnswer } from "./start-answer.ts";

/** Number of nearest hits that an abstention shows. */
const NEAREST_SHOWN = 3;

/** Reasons to hide the passages too: they may contain the text that the guard stopped. */
const withheld: ReadonlySet<Abstained["reason"]> = new Set(["guard-blocked", "needs-review"]);

interface AbstainingServices {
  readonly clock: Clock;
  readonly emit: Listener;
}

interface EndingServices extends AbstainingServices, GuardServices {
  /** Receives an answer that a guard wants a person to see first. Its question gets an abstention. */
  hold?(draft: Grounded): void;
}

/** The sentences of an answer, and their properties. */
export interface WrittenAnswer {
  /** Checked sentences to show, at least one. */
  readonly sentences: readonly JudgedSentence[];
  readonly confidence: number;
  readonly answeredBy: string;
  /** Texts that guards compare the answer with. */
  readonly context: GuardContext;
}

/**
 * Ends an answer: builds its text and lets the guard check it. A text that may not pass makes it an abstention; one
 * that a person must see first is held with everything that the answer would have shown.
 *
 * @param complete  adds what only some answers have, such as the coverage of a survey
 */
export async function endAnswer(
  services: EndingServices,
  answer: StartedAnswer,
  { sentences, confidence, answeredBy, context }: WrittenAnswer,
  complete: (grounded: Grounded) => Grounded,
  signal: AbortSignal,
): Promise<Answer> {
  const written = buildAnswerText(sentences);
  const endStage = answer.startStage("guard-answer");
  const guardContext = { ...context, evidenceScore: confidence };
  const { stopped, warnings } = await guardOutput(services, written.text, guardContext, signal);
  endStage();
  const noted = addNotes(answer, { warnings });

  const { answerText, passages } = numberSources(written, noted.passages);
  const fields = fieldsOf(noted, passages, answerText.citations);
  const grounded = complete({ ...fields, status: "grounded", ...answerText, confidence, answeredBy });
  if (stopped === "needs-review") services.hold?.(grounded);
  if (stopped !== undefined) return abstain(services, noted, stopped);

  tellOfEnd(services, noted, "grounded");
  return grounded;
}

/**
 * Ends an answer as an abstention.
 *
 * @param details  the confidence, if it was too low; words that no passage has; why nothing was computed; the coverage
 *   of a survey
 */
export function abstain(
  services: AbstainingServices,
  answer: StartedAnswer,
  reason: Abstained["reason"],
  details: Pick<Abstained, "evidence" | "unmentioned" | "notComputed" | "coverage"> = {},
): Abstained {
  const isWithheld = withheld.has(reason);
  const hits = isWithheld ? [] : answer.hits.slice(0, NEAREST_SHOWN);
  const nearest = hits.map((hit, index) => ({ number: index + 1, hit, text: hit.text }));

  tellOfEnd(services, answer, "abstained");
  const fields = fieldsOf(answer, isWithheld ? [] : answer.passages, hits);
  return { ...fields, status: "abstained", reason, nearest, ...details };
}

/**
 * Ends an answer because a guard stopped a text in the middle of a stage, such as a prompt.
 *
 * @throws the error if it is of another kind
 */
export function abstainIfStopped(services: AbstainingServices, answer: StartedAnswer, error: unknown): Abstained {
  const stopped = stopAnswer(answer, error);
  return abstain(services, stopped, stopped.reason);
}

function tellOfEnd(
  { clock, emit }: AbstainingServices,
  { id, startedMs }: StartedAnswer,
  status: Answer["status"],
): void {
  emit({ type: "answered", answerId: id, status, durationMs: clock.monotonicMs() - startedMs });
}

/**
 * Returns the fields that every answer has.
 *
 * @param shown  citations or hits that the user will see; the answer warns of gaps in their documents
 */
function fieldsOf(
  answer: StartedAnswer,
  passages: readonly Passage[],
  shown: readonly { readonly documentId: string }[],
) {
  const { id, createdAt, question, unredacted, collection, searchedAs, rephrasings, documents, warnings, usage } =
    answer;
  const shownIds = [...new Set(shown.map(({ documentId }) => documentId))];
  const gaps = warnOfGaps(shownIds.flatMap((documentId) => documents.get(documentId) ?? []));
  return defined({
    schemaVersion: 1 as const,
    id,
    createdAt,
    searchedAs: searchedAs === question && unredacted === undefined ? undefined : searchedAs,
    rephrasings: rephrasings.length === 0 ? undefined : rephrasings,
    question,
    collection,
    passages,
    warnings: [...warnings, ...gaps],
    usage,
    trace: [...answer.stageTraces],
  });
}
