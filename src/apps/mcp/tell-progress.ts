import type { RequestHandlerExtra } from "@modelcontextprotocol/sdk/shared/protocol.js";
import type { ServerNotification, ServerRequest } from "@modelcontextprotocol/sdk/types.js";
import type { LydianEvent } from "../../index.ts";

type Extra = Pick<RequestHandlerExtra<ServerRequest, ServerNotification>, "_meta" | "sendNotification" | "signal">;

/** A listener that tells an agent how far its call is, if the agent gave a token for that. */
export function tellProgress({ _meta, sendNotification, signal }: Extra): (event: LydianEvent) => void {
  const progressToken = _meta?.progressToken;
  let progress = 0;
  return (event) => {
    const message = describeEvent(event);
    if (progressToken === undefined || message === undefined || signal.aborted) return;
    progress += 1;
    const sent = sendNotification({ method: "notifications/progress", params: { progressToken, progress, message } });
    // Whoever has gone is told nothing more; the call itself ends by its signal.
    sent.catch(() => undefined);
  };
}

/** Without words of a document: a client may show this to anybody, and before it is checked. */
function describeEvent(event: LydianEvent): string | undefined {
  switch (event.type) {
    case "searched":
      return `${event.hits} passages found`;
    case "context-composed":
      return `${event.passages.length} passages to be read`;
    case "sentence-checked":
      return `a sentence checked: ${event.verdict}`;
    case "sections-read":
      return `${event.done} of ${event.total} sections read`;
    case "document-loaded":
      return `${event.characters} characters read`;
    case "document-committed":
      return "found by its words";
    case "vectors-attached":
      return `found by meaning: ${event.done} of ${event.total} chunks`;
    default:
      return undefined;
  }
}
