import { type Answer, type Document, DocumentNotFoundError } from "../../core/index.ts";
import type { Answered } from "../answer/answered.ts";
import type { OpenSurvey } from "./open-survey.ts";

/** Completes a survey's answer with its usage and the cited documents. */
export async function finishSurvey(
  { services, collection, scope, profile, totalUsage, warnings }: OpenSurvey,
  answer: Answer,
  signal: AbortSignal,
): Promise<Answered> {
  const usage = totalUsage(answer);
  const written = profile === undefined ? {} : { profile: { name: profile.name, hash: profile.hash } };
  const versions = new Map<string, Document>();
  for (const documentId of new Set(answer.status === "grounded" ? answer.citations.map((one) => one.documentId) : [])) {
    const document = await services.store.readDocument({ collection, scope, document: documentId }, signal);
    if (document !== undefined) versions.set(`${document.contentHash} ${document.id}`, document);
  }
  return {
    answer: { ...answer, ...written, usage, warnings: [...answer.warnings, ...warnings] },
    versionOf: ({ documentId, contentHash }) => {
      const version = versions.get(`${contentHash} ${documentId}`);
      if (version !== undefined) return version;
      throw new DocumentNotFoundError(`The document ${documentId} has changed, or was removed, since it was cited.`, {
        hint: "Ask again.",
      });
    },
  };
}
