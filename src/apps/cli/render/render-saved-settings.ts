import type { SavedAnswer } from "../../../core/index.ts";
import { oneLine } from "../../present/index.ts";
import type { Output } from "../terminal.ts";
import { wrapText } from "./wrap-text.ts";

/** Prints the settings and models that shaped a saved answer, and the hashes of the documents that it cites. */
export function renderSavedSettings(
  { answer, asked, savedAt, writtenBy, documents, withheld }: SavedAnswer,
  output: Output,
): readonly string[] {
  const { colors, columns } = output;
  const { embedder, reranker, promptsHash, where, scope } = asked;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ["saved", `${savedAt}, by Lydian ${writtenBy}`],
    ["id", answer.id],
    ["question", withheld && `withheld by the check ${oneLine(withheld.check)}, SHA-256 ${withheld.questionHash}`],
    ["collection", answer.collection],
    ["answered by", answer.status === "grounded" ? answer.answeredBy : asked.answer.model],
    ["search mode", asked.mode],
    ["filter", where],
    ["access", scope.kind === "labels" ? `labels ${scope.labels.join(", ")}` : undefined],
    ["embedder", embedder && `${embedder.model}, fingerprint ${embedder.fingerprint}`],
    ["reranker", reranker?.id],
    ["verifier", asked.verifier],
    ["prompts", promptsHash && `SHA-256 ${promptsHash}`],
    ...documents.map(({ title, textHash }) => ["document", `${oneLine(title)}, text SHA-256 ${textHash}`] as const),
  ];
  return facts.flatMap(([name, value]) =>
    value === undefined ? [] : [colors.dim(wrapText(`${name}: ${value}`, columns))],
  );
}
