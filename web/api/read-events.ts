export interface ServerEvent {
  readonly event: string;
  readonly data: string;
}

/** Yields the events of a `text/event-stream` body in order, wherever its bytes are split. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      const text = rest + decoder.decode(value, { stream: !done });
      // A carriage return at the end may be the first half of a line end.
      const kept = !done && text.endsWith("\r") ? "\r" : "";
      const blocks = splitBlocks(text.slice(0, text.length - kept.length));
      rest = (blocks.pop() ?? "") + kept;
      yield* blocks.flatMap((block) => parseEvent(block) ?? []);
      if (done) return;
    }
  } finally {
    await reader.cancel();
  }
}

/** Splits at empty lines; the last block may be incomplete. */
function splitBlocks(text: string): string[] {
  return text.replaceAll("\r\n", "\n").replaceAll("\r", "\n").split("\n\n");
}

function parseEvent(block: string): ServerEvent | undefined {
  let event = "message";
  const data: string[] = [];
  for (const line of block.split("\n")) {
    const colon = line.indexOf(":");
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") event = value;
    if (field === "data") data.push(value);
  }
  return data.length === 0 ? undefined : { event, data: data.join("\n") };
}
