import { checkText } from "../../src/core/index.ts";
import { createSentenceScorer } from "../../src/guard/checks/indirect-injection/create-indirect-injection-check.ts";
import { classifyText, readToxicityModel, TOXICITY_CLASSES } from "../../src/guard/checks/toxicity/toxicity-model.ts";
import { allChecks, createGuard } from "../../src/guard/index.ts";
import type { GuardMeasure } from "./guard-measure.ts";
import { measureCrisis } from "./measure-crisis.ts";
import { measureDirectInjection } from "./measure-direct-injection.ts";
import { measureExfiltration } from "./measure-exfiltration.ts";
import { measureIdentifiers } from "./measure-identifiers.ts";
import { measureIndirectInjection } from "./measure-indirect-injection.ts";
import { measureOrdinary } from "./measure-ordinary.ts";
import { measurePersonalData } from "./measure-personal-data.ts";
import { measureRefusals } from "./measure-refusals.ts";
import { measureSecrets } from "./measure-secrets.ts";
import { measureTopics } from "./measure-topics.ts";
import { measureToxicity } from "./measure-toxicity.ts";
import { openScorer } from "./open-scorer.ts";
import { readPersonalData } from "./read-personal-data.ts";

type Measure = (folder: string, signal: AbortSignal) => Promise<readonly GuardMeasure[]>;

/**
 * The measures of the guards by their names. Those of trained guards use texts that training did not see, unless the
 * data says so.
 */
export const guardParts: Readonly<Record<string, Measure>> = {
  "personal-data": measurePeople,
  secrets: async (folder, signal) => measureSecrets(folder, await openScorer("secrets", signal)),
  "direct-injection": async (folder, signal) => {
    const scorer = await openScorer("direct-injection", signal);
    const asked = await measureOrdinary(folder, { guard: "direct-injection", kind: "questions", ...scorer });
    const prompts = await measureDirectInjection(folder, scorer, signal);
    // The 974 harmless prompts are among the prompts already.
    const isNew = ({ data }: GuardMeasure) => !prompts.some((each) => each.data === data);
    return [...prompts, ...asked.filter(isNew)];
  },
  "indirect-injection": async (folder, signal) =>
    measureIndirectInjection(folder, await createSentenceScorer(), signal),
  exfiltration: async (folder, signal) => measureExfiltration(folder, await openScorer("exfiltration", signal)),
  toxicity: async (folder, signal) =>
    measureToxicity(folder, { ...(await openScorer("toxicity", signal)), classify: await openClassifier() }),
  profanity: async (folder, signal) =>
    measureOrdinary(folder, { guard: "profanity", ...(await openScorer("profanity", signal)) }),
  crisis: async (folder, signal) => measureCrisis(folder, await openScorer("crisis", signal)),
  topics: async (folder, signal) => {
    const scorer = await openScorer("topics", signal);
    const findTypes = async (text: string) => (await scorer.find(text)).map(({ type }) => type);
    return measureTopics(folder, { ...scorer, findTypes });
  },
  refusal: async (folder, signal) => measureRefusals(folder, await openScorer("refusal", signal)),
};

async function openClassifier() {
  const model = await readToxicityModel();
  return (text: string) => {
    const shares = classifyText(model, text);
    return TOXICITY_CLASSES.reduce((best, each) => (shares[each] > shares[best] ? each : best));
  };
}

/**
 * Measures both guards of personal data together, whose shipped weights were trained on the templates of these texts,
 * and the rules alone on generated sentences.
 */
async function measurePeople(folder: string, signal: AbortSignal): Promise<readonly GuardMeasure[]> {
  const { find } = await openScorer("personal-data", signal);
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
  return [
    // A goal says nothing about texts that training has seen.
    ...measures.map(({ goal: _, reached: __, ...each }) => ({
      ...each,
      data: `${each.data}, trained on its templates`,
    })),
    ...(await measureIdentifiers(find)),
  ];
}
