import type { RequestHandlerExtra } from "@modelcontextprotocol/sdk/shared/protocol.js";
import type { ServerNotification, ServerRequest } from "@modelcontextprotocol/sdk/types.js";
import type { LydianEvent } from "../../core/index.ts";

type Extra = Pick<RequestHandlerExtra<ServerRequest, ServerNotification>, "_meta" | "sendNotification" | "signal">;

/** Returns a listener that reports the progress of a call to the agent, if the agent sent a progress token. */
export function reportProgress({ _meta, sendNotification, signal }: Extra): (event: LydianEvent) => void {
  const progressToken = _meta?.progressToken;
  let progress = 0;
  return (event) => {
    const message = describeEvent(event);
    if (progressToken === undefined || message === undefined || signal.aborted) return;
    progress += 1;
    const sent = sendNotification({ method: "notifications/progress", params: { progressToken, progress, message } });
    // The agent may have disconnected; the signal ends the call itself.
    sent.catch(() => undefined);
  };
}

/** Describes an event without words of a document, which would not be checked yet. */
function describeEvent(event: LydianEvent): string | undefined {
  switch (event.type) {
    case "queued":
      return `waiting; questions ahead: ${event.ahead}`;
    case "searched":
      return `${event.hits} passages found`;
    case "context-composed":
      return `${event.passages.length} passages selected`;
    case "sentence-checked":
      return `sentence checked: ${event.verdict}`;
    case "sections-read":
      return `${event.done} of ${event.total} sections read`;
    case "document-loaded":
      return `${event.characters} characters read`;
    case "document-committed":
      return "searchable by words";
    case "vectors-attached":
      return `searchable by meaning: ${event.done} of ${event.total} chunks`;
    default:
      return undefined;
  }
}
