import {
  type Abstained,
  defined,
  everything,
  type Grounded,
  type GuardDecision,
  type GuardEngine,
  type GuardReport,
  type GuardRequest,
  type KeptOrFull,
  LOCAL_CALLER_ID,
  mayPass,
  reportGuards,
  type StageVerdicts,
  type Warning,
  warnWithHelp,
} from "../../core/index.ts";
import { signalOf } from "../call/call-context.ts";
import type { ReadOptions } from "../call/call-options.ts";
import { checkCall } from "../guard/check-call.ts";
import { isApproved } from "../review/is-approved.ts";
import { keepReview } from "../review/keep-review.ts";
import { type AnswerContext, underGuard } from "./answer-context.ts";
import { type Answered, citeNothing } from "./answered.ts";

/** The question of a call, and who asks it. */
export interface GuardedCall {
  readonly question: string;
  readonly collection: string;
  /** Other texts of the call, such as earlier turns. */
  readonly texts?: readonly string[];
  readonly options: Pick<ReadOptions, "scope" | "signal"> & {
    readonly caller?: string;
    /** True to store nothing of the call. */
    readonly private?: boolean;
  };
}

/** A decision that stopped a text. */
interface Stop {
  readonly request: GuardRequest;
  readonly decision: GuardDecision;
}

/** Observations of the guard of a call. */
interface Seen {
  readonly decisions: StageVerdicts[];
  /** The question as the guard allowed it, or would if a person approves it. */
  question: string;
  lastStop?: Stop;
  draft?: Grounded;
}

/**
 * Runs a call under its own guard. The whole call passes the stage `preflight` first. The answer carries the policy and
 * the verdicts; a text that may not pass makes it an abstention. An answer that a person must see first is kept for
 * review, unless the call is private. A redacted question is kept as redacted.
 */
export async function runGuarded(
  outer: AnswerContext,
  call: GuardedCall,
  work: (context: AnswerContext) => Promise<Answered>,
): Promise<Answered> {
  const seen: Seen = { decisions: [], question: call.question };
  const guard = rememberingGuard(outer, call, seen);
  const hold = (draft: Grounded): void => {
    seen.draft = draft;
  };
  const masks = { stored: { salt: outer.parts.ids.next("masks"), tokens: [] } };
  const context = { ...underGuard(outer, guard, masks), hold };
  const stop = await checkCall(context, [call.question, ...(call.texts ?? [])], signalOf(call.options));
  const answered = stop === undefined ? await work(context) : await abstain(context, call, stop);

  const report = reportGuards(await guard.policy(), seen.decisions);
  const answer = { ...answered.answer, guard: report };
  if (answer.status !== "abstained" || answer.reason !== "needs-review") return { ...answered, answer };
  // Nobody will review what is not stored.
  if (call.options.private === true) return { ...answered, answer: { ...answer, reason: "guard-blocked" } };
  const kept = await keepCase(context, call, answer, seen, report);
  if (kept === "kept") return { ...answered, answer };
  const warnings = [...answer.warnings, fullWarning(kept)];
  return { ...answered, answer: { ...answer, reason: "guard-blocked", warnings } };
}

/** Returns the guard of the call, which remembers its verdicts. A question that a person has approved may pass. */
function rememberingGuard(outer: AnswerContext, call: GuardedCall, seen: Seen): GuardEngine {
  const { guard } = outer.parts;
  return {
    ...guard,
    check: async (request, signal) => {
      const decision = await guard.check(request, signal);
      seen.decisions.push({ stage: request.stage, verdicts: decision.verdicts });
      if (request.stage === "input" && request.text === call.question) seen.question = decision.text;
      const isOfCall = request.stage === "input" || request.stage === "preflight";
      const waits = !mayPass(decision) && decision.action !== "block";
      const isApprovedNow = isOfCall && waits && (await isApproved(outer, whoAsks(call, seen), signal));
      const settled: GuardDecision = isApprovedNow
        ? { ...decision, action: "allow", why: "A person has approved the question." }
        : decision;
      if (!mayPass(settled)) seen.lastStop = { request, decision: settled };
      return settled;
    },
  };
}

const whoAsks = (
  { collection, options: { caller = LOCAL_CALLER_ID, scope = everything } }: GuardedCall,
  { question }: Pick<Seen, "question">,
) => ({
  question,
  collection,
  caller,
  scope,
});

/** Abstains because of a decision on the whole call, of which nothing is saved. */
async function abstain(
  { parts: { clock, ids }, emit }: AnswerContext,
  { question, collection }: GuardedCall,
  decision: Pick<GuardDecision, "action" | "help" | "decidedBy">,
): Promise<Answered> {
  const engine = await import("../../engine/answer/index.ts");
  const started = engine.startAnswer({ clock, ids }, { question, collection });
  const answer = engine.addNotes(started, { warnings: warnWithHelp(decision) });
  const isForReview = decision.action === "review" || decision.action === "quarantine";
  const { decidedBy: stoppedBy } = decision;
  const abstained = engine.abstain({ clock, emit }, answer, isForReview ? "needs-review" : "guard-blocked");
  return defined({
    ...citeNothing(abstained),
    questionVerdict: stoppedBy === undefined ? undefined : { stoppedBy },
  });
}

async function keepCase(
  context: AnswerContext,
  call: GuardedCall,
  answer: Abstained,
  seen: Seen,
  report: GuardReport,
): Promise<KeptOrFull> {
  const { draft, lastStop } = seen;
  const record = defined({
    stage: lastStop?.request.stage ?? "output",
    why: lastStop?.decision.why ?? "A guard wants a person to look first.",
    guard: report,
    draft: draft === undefined ? undefined : { ...draft, id: answer.id, guard: report },
  });
  return keepReview(
    context,
    { id: answer.id, createdAt: answer.createdAt, ...whoAsks(call, seen), record },
    call.options,
  );
}

/** Says that nobody will review an answer, since too many wait already. */
const fullWarning = (full: Exclude<KeptOrFull, "kept">): Warning => ({
  code: "review-queue-full",
  message:
    full === "full"
      ? "No person will review this question: 1,000 cases are waiting, which is the maximum. Ask again later."
      : "No person will review this question: 200 of your cases are waiting, which is the maximum. Ask again later.",
});
