import type { AnswerDraft, Grounded } from "../../core/index.ts";
import type { JudgedSentence } from "./judge-sentence.ts";

/** A draft's data with the claims of its values: the shown sentences that name them, of which one claim each is made. */
export function tieData({ data }: Pick<AnswerDraft, "data">, shown: readonly JudgedSentence[]): Pick<Grounded, "data"> {
  if (data === undefined) return {};
  const values = data.values.map(({ key, path, verdict, why }) => ({
    path,
    verdict,
    why,
    claims: shown.flatMap(({ values: named = [] }, index) => (named.includes(key) ? [index] : [])),
  }));
  return { data: { value: data.value, values } };
}
