import type { DocumentSummary } from "./document.ts";
import type { PublicExplanation } from "./schemas/explanation.ts";

/** Says why a document's passages are found or not. */
export interface PassageExplanation extends Omit<PublicExplanation, "document"> {
  readonly collection: string;
  readonly document: DocumentSummary;
}
