import type { DataValue, SentenceFate } from "../../../../core/index.ts";
import type { PlacedValue } from "./data-tree.ts";

/** A sentence that was given for values, and what became of it. */
export interface SaidSentence {
  readonly text: string;
  readonly fate: SentenceFate;
  readonly values: readonly string[];
}

interface Services {
  saysValue(sentence: string, value: string | number | boolean): boolean;
}

/** A value is as good as the best sentence that was given for it, if that says the value itself. */
export function judgeValue(
  { saysValue }: Services,
  { key, value }: PlacedValue,
  sentences: readonly SaidSentence[],
): Pick<DataValue, "verdict" | "why"> {
  const own = sentences.filter(({ values }) => values.includes(key));
  if (own.length === 0) return notEnough("No sentence was given for it.");
  const supported = own.filter(({ fate }) => fate === "supported");
  if (supported.length === 0) return notEnough("The sentence that was given for it is not supported.");
  if (supported.some(({ text }) => saysValue(text, value)))
    return { verdict: "supported", why: "A supported sentence says it." };
  if (typeof value === "boolean")
    return { verdict: "unmeasured", why: "No check tells whether a sentence means true or false." };
  return notEnough("The sentence that was given for it does not say it.");
}

function notEnough(why: string): Pick<DataValue, "verdict" | "why"> {
  return { verdict: "not-enough-evidence", why };
}
