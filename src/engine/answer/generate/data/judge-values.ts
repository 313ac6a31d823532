import type { DataValue, SentenceFate } from "../../../../core/index.ts";
import type { PlacedValue } from "./data-tree.ts";

/** A sentence that the model gave for values, and its fate. */
export interface ValuedSentence {
  readonly text: string;
  readonly fate: SentenceFate;
  readonly values: readonly string[];
}

interface ValueServices {
  saysValue(sentence: string, value: string | number | boolean): boolean;
}

/** Judges a value by the best sentence that the model gave for it, if that sentence says the value. */
export function judgeValue(
  { saysValue }: ValueServices,
  { key, value }: PlacedValue,
  sentences: readonly ValuedSentence[],
): Pick<DataValue, "verdict" | "why"> {
  const related = sentences.filter(({ values }) => values.includes(key));
  if (related.length === 0) return notEnough("No sentence was given for it.");
  const supported = related.filter(({ fate }) => fate === "supported");
  if (supported.length === 0) return notEnough("The sentence that was given for it is not supported.");
  if (supported.some(({ text }) => saysValue(text, value)))
    return { verdict: "supported", why: "A supported sentence says it." };
  if (typeof value === "boolean")
    return { verdict: "unmeasured", why: "No check can tell whether a sentence means true or false." };
  return notEnough("The sentence that was given for it does not say it.");
}

function notEnough(why: string): Pick<DataValue, "verdict" | "why"> {
  return { verdict: "not-enough-evidence", why };
}
