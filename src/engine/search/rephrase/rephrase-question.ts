import type { SearchRun } from "../search-run.ts";
import type { Rephrased } from "./create-rephraser.ts";

/** The part of a read query that decides whether and how it is rephrased. */
interface Question {
  readonly text: string;
  readonly requiresPhrases: boolean;
  readonly listsDocuments: boolean;
}

/** Asks for other phrasings of the question, unless it is only quotations or conditions: those are searched as they are. */
export async function rephraseQuestion(
  { services: { rephrase }, trace, signal }: SearchRun,
  { text, requiresPhrases, listsDocuments }: Question,
): Promise<Rephrased> {
  if (rephrase === undefined || requiresPhrases || listsDocuments) return { texts: [] };
  return trace(
    "rephrase",
    () => rephrase(text, signal),
    ({ texts }) => texts.length,
  );
}
