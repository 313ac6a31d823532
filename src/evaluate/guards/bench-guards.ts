import { type Clock, checkText, InvalidDataError } from "../../core/index.ts";
import {
  allChecks,
  classifyText,
  createGuard,
  createSentenceScorer,
  type GuardCheck,
  readToxicityModel,
  readViews,
  TOXICITY_CLASSES,
} from "../../guard/index.ts";
import type { GuardMeasure } from "./guard-measure.ts";
import { measureCrisis } from "./measure-crisis.ts";
import { measureDirectInjection } from "./measure-direct-injection.ts";
import { type FaultCount, measureFaults } from "./measure-faults.ts";
import { measureIndirectInjection } from "./measure-indirect-injection.ts";
import { type GuardLatency, measureLatency } from "./measure-latency.ts";
import { measurePersonalData } from "./measure-personal-data.ts";
import { measureOrdinary, measureToxicity } from "./measure-toxicity.ts";
import { readPersonalData } from "./read-personal-data.ts";

export interface GuardBenchRequest {
  /** Folder of the data sets. */
  readonly folder: string;
  readonly clock: Pick<Clock, "monotonicMs">;
  /** Returns the processor time of the process so far, in milliseconds. */
  readonly processorMs: () => number;
  /** Called at the beginning of each part, with its name. */
  readonly onPart?: (name: string) => void;
}

export interface GuardBench {
  readonly measures: readonly GuardMeasure[];
  readonly latencies: readonly GuardLatency[];
  readonly faults: readonly FaultCount[];
}

type Measure = (folder: string, signal: AbortSignal) => Promise<readonly GuardMeasure[]>;

/** The measures of the guards by their names. Those of trained guards use texts that training did not see, unless the data says so. */
const parts: Readonly<Record<string, Measure>> = {
  "personal-data": measurePeople,
  "direct-injection": async (folder, signal) =>
    measureDirectInjection(folder, await createScorer("direct-injection", signal), signal),
  "indirect-injection": async (folder, signal) =>
    measureIndirectInjection(folder, await createSentenceScorer(), signal),
  toxicity: async (folder, signal) =>
    measureToxicity(folder, { ...(await createScorer("toxicity", signal)), classify: await createClassifier() }),
  profanity: async (folder, signal) =>
    measureOrdinary(folder, { guard: "profanity", ...(await createScorer("profanity", signal)) }),
  crisis: async (folder, signal) => measureCrisis(folder, await createScorer("crisis", signal)),
};

/**
 * Measures the guards of this install: what they find on the data sets, the processor time of each, and what happens to a text when
 * one of them fails.
 *
 * @throws {DataMissingError} if a data set is not in the folder
 */
export async function benchGuards(request: GuardBenchRequest, signal: AbortSignal): Promise<GuardBench> {
  const { folder, onPart = () => undefined } = request;
  const measures: GuardMeasure[] = [];
  for (const [name, measure] of Object.entries(parts)) {
    onPart(name);
    for (const each of await measure(folder, signal)) measures.push(each);
  }
  onPart("latency");
  const latencies = await measureLatency(request, signal);
  onPart("faults");
  return { measures, latencies, faults: await measureFaults(request.clock, signal) };
}

async function load(id: string): Promise<GuardCheck> {
  const check = allChecks.find((each) => each.id === id);
  if (check === undefined) throw new InvalidDataError(`There is no guard "${id}".`);
  return check.load();
}

async function createScorer(id: string, signal: AbortSignal) {
  const check = await load(id);
  const score = async (text: string) => {
    const views = () => readViews(text);
    return (await check.check({ text, stage: "input", origin: "user", views }, signal)).score;
  };
  return { score, threshold: check.threshold };
}

async function createClassifier() {
  const model = await readToxicityModel();
  return (text: string) => {
    const shares = classifyText(model, text);
    return TOXICITY_CLASSES.reduce((best, each) => (shares[each] > shares[best] ? each : best));
  };
}

/** Measures both guards of personal data together. The shipped weights were trained on the templates of these texts. */
async function measurePeople(folder: string, signal: AbortSignal): Promise<readonly GuardMeasure[]> {
  const texts = await readPersonalData(folder, signal);
  const rule = { action: "redact", onError: "block" } as const;
  // The data label places and organisations too, which have half the score since they name nobody alone.
  const rules = [
    { guard: "personal-data", ...rule },
    { guard: "personal-names", threshold: 0.25, ...rule },
  ];
  const policy = { name: "bench", stages: { input: { deadlineMs: 600_000, shadow: false, guards: rules } } };
  const guard = createGuard({ policy, checks: allChecks, clock: { monotonicMs: () => 0 } });
  const services = { guard, emit: () => undefined };
  const found = new Map<string, readonly { readonly type: string; readonly start: number; readonly end: number }[]>();
  for (const { text } of texts) {
    const { verdicts } = await checkText(services, { stage: "input", text, origin: "user" }, signal);
    found.set(
      text,
      verdicts.flatMap(({ spans }) => spans),
    );
  }
  const measures = measurePersonalData(texts, ({ text }) => found.get(text) ?? []);
  return measures.map((each) => ({ ...each, data: `${each.data}, trained on its templates` }));
}
