import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readEvents, type ServerEvent } from "./read-events.ts";

/** Streams the bytes of a text, split at places that may lie within a character. */
function streamOf(text: string, cuts: readonly number[]): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  return new ReadableStream({
    start: (controller) => {
      for (const [at, place] of places.entries()) controller.enqueue(bytes.slice(places[at - 1] ?? 0, place));
      controller.close();
    },
  });
}

async function all(body: ReadableStream<Uint8Array>): Promise<readonly ServerEvent[]> {
  const events: ServerEvent[] = [];
  for await (const event of readEvents(body)) events.push(event);
  return events;
}

const line = fc.string({ unit: "grapheme" }).map((text) => text.replaceAll(/[\r\n]/g, ""));
const event = fc.record({
  event: fc.constantFrom("passages", "sentence", "done"),
  data: fc.array(line, { minLength: 1 }),
});

describe("readEvents", () => {
  it("reads every event, wherever the bytes are split and whatever the line ending is", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(event),
        fc.array(fc.nat()),
        fc.constantFrom("\n", "\r\n", "\r"),
        async (events, cuts, end) => {
          const text = events.map(({ event: name, data }) =>
            [`event: ${name}`, ...data.map((one) => `data: ${one}`), "", ""].join(end),
          );
          const expected = events.map(({ event: name, data }) => ({ event: name, data: data.join("\n") }));
          expect(await all(streamOf(text.join(""), cuts))).toEqual(expected);
        },
      ),
    );
  });

  it("skips comments and an incomplete last event", async () => {
    expect(await all(streamOf(": ping\n\ndata: 1\n\ndata: 2", []))).toEqual([{ event: "message", data: "1" }]);
  });
});
