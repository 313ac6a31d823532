import { collectionPath, send } from "./call.ts";
import { type ProblemDetails, ProblemError } from "./problem.ts";
import { readEvents } from "./read-events.ts";

export interface AskRequest {
  readonly collection: string;
  readonly question: string;
  /** Of a conversation that is kept on the server; absent: the question stands alone. */
  readonly conversation?: string;
  readonly save: boolean;
  /** Whether sentences are told before they are checked. */
  readonly drafts: boolean;
  /** In the documents' own words, also where a language model is set. */
  readonly quotesOnly?: true;
}

/**
 * What the server tells while it answers: the names of its events with their data, the whole answer as the last one.
 *
 * @throws {ProblemError} if it could not answer
 */
export async function* askServer(
  { collection, ...body }: AskRequest,
  signal: AbortSignal,
): AsyncGenerator<{ readonly event: string; readonly data: string }> {
  const response = await send(collectionPath(collection, "ask"), {
    method: "POST",
    body,
    signal,
    accept: "text/event-stream",
  });
  if (response.body === null) return;
  for await (const { event, data } of readEvents(response.body)) {
    if (event === "error") throw new ProblemError(readDetails(data));
    yield { event, data };
  }
}

function readDetails(data: string): ProblemDetails {
  const details: ProblemDetails = JSON.parse(data);
  return details;
}
