import { systemClock } from "../adapters/system/index.ts";
import type { Configuration } from "../config/index.ts";
import type { GuardEngine, GuardPolicy } from "../core/index.ts";
import {
  checksForRegion,
  classifierGuard,
  createGuard,
  defaultPolicy,
  type LazyGuard,
  type MeasuringThreads,
  offPolicy,
  parseGuardPolicy,
  safeHarborPolicy,
} from "../guard/index.ts";
import { createGuardJudge, type GuardJudgeServices } from "../library/index.ts";
import { once } from "./once.ts";
import { prepareClassifiers } from "./prepare-classifiers.ts";
import type { PreparedThreads } from "./prepare-threads.ts";
import { readPrompt } from "./read-prompts.ts";

/**
 * Minimum length of a document for whose guards a thread is started. The calling thread reads a shorter one in a few
 * milliseconds. Once there is a thread, it reads short ones and titles, too: many documents come after each other.
 */
const MIN_DOCUMENT_CHARACTERS = 1_000;
/**
 * Minimum length of other texts, such as questions. A thread would take longer to start than a guard to read a shorter
 * one.
 */
const MIN_CHARACTERS = 4_000;

/** A guard with the models of its policy, which must be closed. */
interface PreparedGuard {
  readonly guard: GuardEngine;
  close(): Promise<void>;
}

/** Language model that decides about uncertain scores. */
type JudgeParts = Pick<GuardJudgeServices, "generator" | "nextFence">;

/**
 * Prepares the guard of the policy that counts. A policy file is parsed by the first call, since most policies are
 * none. Lydian's own guards read long texts in threads; a classifier has separate threads.
 *
 * @param judging  absent if texts are not checked
 */
export function prepareGuard(
  configuration: Pick<Configuration, "guardPolicy" | "settings" | "answeringModel">,
  threads: Pick<PreparedThreads, "open">,
  judging?: JudgeParts,
): PreparedGuard {
  const { guardPolicy, settings } = configuration;
  const classifiers = prepareClassifiers(configuration);
  const measuring = measureIn(threads);
  const own = checksForRegion(settings.guard.region).map((check): LazyGuard => ({ ...check, threads: measuring }));
  const checks = [...own, classifierGuard(classifiers)];
  const open = once(async () => {
    const policy = await readPolicy(guardPolicy.policy, checks);
    return createGuard({ policy, checks, clock: systemClock, judge });
  });
  const guard: GuardEngine = {
    policy: async () => (await open()).policy(),
    hasChecks: async (stage) => (await open()).hasChecks(stage),
    check: async (request, signal) => (await open()).check(request, signal),
  };
  const hasModel = judging !== undefined && configuration.answeringModel.kind !== "extractive";
  const instructions = () => readPrompt("guard-judge");
  const judge = hasModel ? createGuardJudge({ ...judging, guard, instructions }) : undefined;
  return { guard, close: classifiers.close };
}

function measureIn(threads: Pick<PreparedThreads, "open">): MeasuringThreads {
  let hasStarted = false;
  return {
    takes: ({ stage, text }) => {
      if (stage !== "ingest") return text.length >= MIN_CHARACTERS;
      return hasStarted || text.length >= MIN_DOCUMENT_CHARACTERS;
    },
    measure: async (text, signal) => {
      hasStarted = true;
      return (await threads.open()).check(text, signal);
    },
  };
}

const ownPolicies = { default: defaultPolicy, off: offPolicy, "safe-harbor": safeHarborPolicy } as const;

async function readPolicy(
  policy: Configuration["guardPolicy"]["policy"],
  checks: readonly LazyGuard[],
): Promise<GuardPolicy> {
  if (typeof policy === "string") return ownPolicies[policy];
  return parseGuardPolicy(Buffer.from(policy.bytes).toString("utf8"), policy.path, checks);
}
