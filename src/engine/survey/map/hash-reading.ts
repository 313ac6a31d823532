import { createHash } from "node:crypto";
import type { SurveyWriter } from "../survey-services.ts";

/** Changes with whatever would make an old result another one: how its sentences are checked, too. */
const VERSION = 1;

export interface ReadText {
  readonly title: string;
  readonly uri: string;
  readonly text: string;
}

/** How the model is asked of each section. */
export interface ModelReading {
  /** The task, as the model's instructions. */
  readonly system: string;
  readonly question: string;
}

/** Names what is read and how: the section's text, the prompt, the question and the model. 64 hexadecimal digits. */
export function hashReading(
  { generator, style, maxOutputTokens, sampling, effort }: SurveyWriter,
  { system, question }: ModelReading,
  { title, uri, text }: ReadText,
): string {
  const isFromWeb = /^https?:/u.test(uri);
  const asked = { system, question, style, maxOutputTokens, sampling, effort };
  const shaped = [VERSION, generator.id, asked, title, isFromWeb, text];
  return createHash("sha256").update(JSON.stringify(shaped)).digest("hex");
}
