import type { DataValue, SentenceFate } from "../../../../core/index.ts";
import type { PlacedValue } from "./data-tree.ts";

/** A sentence that the model gave for values, with the result of its check. */
export interface ValuedSentence {
  readonly text: string;
  readonly fate: SentenceFate;
  readonly values: readonly string[];
}

/** Judges a value by the best sentence that the model gave for it, if that sentence says the value. */
export function judgeValue(
  { key, value }: PlacedValue,
  sentences: readonly ValuedSentence[],
  saysValue: (sentence: string, value: string | number | boolean) => boolean,
): Pick<DataValue, "verdict" | "why"> {
  const related = sentences.filter(({ values }) => values.includes(key));
  if (related.length === 0) return notEnough("The model gave no sentence for this value.");
  const supported = related.filter(({ fate }) => fate === "supported");
  if (supported.length === 0) return notEnough("The sentence for this value is not supported.");
  if (supported.some(({ text }) => saysValue(text, value)))
    return { verdict: "supported", why: "A supported sentence states this value." };
  if (typeof value === "boolean")
    return { verdict: "unmeasured", why: "Whether a sentence means true or false cannot be checked." };
  return notEnough("The sentence for this value does not state it.");
}

function notEnough(why: string): Pick<DataValue, "verdict" | "why"> {
  return { verdict: "not-enough-evidence", why };
}
