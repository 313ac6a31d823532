import type { Answer } from "../../core/index.ts";
import type { Answered } from "../answer/answered.ts";
import { createVersions } from "../answer/remember-versions.ts";
import type { OpenSurvey } from "./open-survey.ts";

/** Completes a survey's answer with its usage and the cited documents. */
export async function finishSurvey(
  { services, collection, scope, profile, totalUsage, warnings }: OpenSurvey,
  answer: Answer,
  signal: AbortSignal,
): Promise<Answered> {
  const usage = totalUsage(answer);
  const written = profile === undefined ? {} : { profile: { name: profile.name, hash: profile.hash } };
  // A survey reads too many documents to remember all of them: the cited ones are read again.
  const versions = createVersions();
  for (const documentId of new Set(answer.status === "grounded" ? answer.citations.map((one) => one.documentId) : [])) {
    const document = await services.store.readDocument({ collection, scope, document: documentId }, signal);
    if (document !== undefined) versions.add(document);
  }
  return {
    answer: { ...answer, ...written, usage, warnings: [...answer.warnings, ...warnings] },
    versionOf: versions.versionOf,
  };
}
