import type { SavedAnswer } from "../../src/core/index.ts";
import { callApi } from "./call.ts";

export function readSavedAnswer(id: string, signal: AbortSignal): Promise<Pick<SavedAnswer, "answer">> {
  return callApi(`/answers/${encodeURIComponent(id)}`, { signal });
}
