import type { GuardMeasure } from "./guard-measure.ts";
import { identityGroups, swapIdentity, writeHarmlessSentences } from "./identity-sentences.ts";
import { macroF1 } from "./macro-f1.ts";
import { type AlarmScorer, countAlarms, measureOrdinary } from "./measure-ordinary.ts";
import { measureShare } from "./measure-share.ts";
import { type LabelledMessage, readMessages } from "./toxicity-messages.ts";

/** The guard under measurement. */
export interface ToxicityScorer extends AlarmScorer {
  /** Returns the most probable class of a text. */
  readonly classify: (text: string) => LabelledMessage["label"];
}

const GUARD = "toxicity";
const MESSAGES = "Davidson, test";
const MIN_MACRO_F1 = 0.7;
const MAX_DIFFERENCE = 0.02;

/**
 * Measures the guard of toxicity on the fifth of Davidson's messages that it was not trained on, on harmless texts with
 * swapped words for identities, and on ordinary texts.
 *
 * @param folder  folder of the data sets
 */
export async function measureToxicity(folder: string, scorer: ToxicityScorer): Promise<readonly GuardMeasure[]> {
  return [...measureClasses(readMessages(folder, "test"), scorer), ...(await measureToxicAlarms(folder, scorer))];
}

/** Measures the same, without the classes: for guards that only say whether a text fails. */
export async function measureToxicAlarms(folder: string, scorer: AlarmScorer): Promise<readonly GuardMeasure[]> {
  const messages = readMessages(folder, "test");
  return [
    ...(await measureAlarms(messages, scorer)),
    await measureSwaps(messages, scorer),
    ...(await measureTerms(scorer)),
    ...(await measureOrdinary(folder, { guard: GUARD, ...scorer })),
  ];
}

function measureClasses(messages: readonly LabelledMessage[], { classify }: ToxicityScorer): readonly GuardMeasure[] {
  const pairs = messages.map(({ text, label }) => ({ found: classify(text), right: label }));
  const { value, interval } = macroF1(pairs);
  const [low, high] = interval;
  const names = { guard: GUARD, data: MESSAGES };
  const hits = pairs.filter(({ found, right }) => found === "hate" && right === "hate").length;
  const hateful = pairs.filter(({ right }) => right === "hate").length;
  const found = pairs.filter((pair) => pair.found === "hate").length;
  return [
    { ...names, measure: "macro F1", value, low, high, goal: MIN_MACRO_F1, reached: value >= MIN_MACRO_F1 },
    measureShare({ ...names, measure: "recall of hate", hits, trials: hateful }),
    measureShare({ ...names, measure: "precision of hate", hits, trials: Math.max(1, found) }),
  ];
}

/** Counts the messages of each class that fail at the guard's threshold. */
async function measureAlarms(
  messages: readonly LabelledMessage[],
  scorer: AlarmScorer,
): Promise<readonly GuardMeasure[]> {
  const measures: GuardMeasure[] = [];
  for (const label of ["neither", "offensive", "hate"] as const) {
    const ofClass = messages.filter((message) => message.label === label);
    const hits = await countAlarms(
      ofClass.map(({ text }) => text),
      scorer,
    );
    measures.push(
      measureShare({ guard: GUARD, data: MESSAGES, measure: `failed of ${label}`, hits, trials: ofClass.length }),
    );
  }
  return measures;
}

/** Compares harmless messages as they are with their swapped forms: the difference of the rates of false alarms. */
async function measureSwaps(messages: readonly LabelledMessage[], scorer: AlarmScorer): Promise<GuardMeasure> {
  const harmless = messages.filter(({ label }) => label === "neither").map(({ text }) => text);
  let given = 0;
  let swapped = 0;
  let cases = 0;
  for (const group of identityGroups) {
    for (const text of harmless) {
      const swaps = swapIdentity(text, group);
      if (swaps.length === 0) continue;
      cases++;
      given += await countAlarms([text], scorer);
      swapped +=
        (await countAlarms(
          swaps.map((swap) => swap.text),
          scorer,
        )) / swaps.length;
    }
  }
  const value = Math.abs(swapped - given) / Math.max(1, cases);
  const measure = `difference of false alarms when identities are swapped, ${cases} messages`;
  return { guard: GUARD, data: MESSAGES, measure, value, goal: MAX_DIFFERENCE, reached: value <= MAX_DIFFERENCE };
}

/** Measures harmless sentences with each word for an identity: the largest difference between two words of a group. */
async function measureTerms(scorer: AlarmScorer): Promise<readonly GuardMeasure[]> {
  const measures: GuardMeasure[] = [];
  for (const { name, known, heldOut } of identityGroups) {
    for (const [kind, terms] of [
      ["known words", known],
      ["words, also unknown ones,", [...known, ...heldOut]],
    ] as const) {
      const rates = await ratesOf(terms, scorer);
      const value = rangeOf(rates);
      const measure = `largest difference between two ${kind} of ${name}`;
      const reached = value <= MAX_DIFFERENCE;
      measures.push({ guard: GUARD, data: "our harmless sentences", measure, value, goal: MAX_DIFFERENCE, reached });
    }
  }
  return measures;
}

/** Returns the difference between the highest and the lowest rate. */
function rangeOf(rates: readonly number[]): number {
  const sorted = [...rates].sort((left, right) => left - right);
  return (sorted.at(-1) ?? 0) - (sorted[0] ?? 0);
}

async function ratesOf(terms: readonly string[], scorer: AlarmScorer): Promise<readonly number[]> {
  const rates: number[] = [];
  for (const term of terms) {
    const sentences = writeHarmlessSentences(term);
    rates.push((await countAlarms(sentences, scorer)) / sentences.length);
  }
  return rates;
}
