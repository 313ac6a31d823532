import { callApi, collectionPath } from "./call.ts";

export interface Feedback {
  readonly answerId: string;
  readonly rating: "up" | "down";
  readonly reason?: string | undefined;
}

export async function giveFeedback(collection: string, feedback: Feedback): Promise<void> {
  await callApi<object>(collectionPath(collection, "feedback"), { method: "POST", body: feedback });
}
