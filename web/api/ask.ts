import { collectionPath, send } from "./call.ts";
import { type ProblemDetails, ProblemError } from "./problem.ts";
import { readEvents } from "./read-events.ts";

export interface AskRequest {
  readonly collection: string;
  readonly question: string;
  /** Conversation stored on the server; absent if the question stands alone. */
  readonly conversation?: string | undefined;
  readonly save: boolean;
  /** True to store nothing on the server. */
  readonly private?: true | undefined;
  /** True to receive sentences before they are checked. */
  readonly drafts: boolean;
  /** True to answer with quotes only, even if a language model is set. */
  readonly quotesOnly?: true | undefined;
}

/**
 * Asks a question and yields the events of the server with their data; the last one holds the complete answer.
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
