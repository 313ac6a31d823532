import type { Listener, ListProgress } from "../../core/index.ts";
import type { CommandContext } from "./command-context.ts";
import { type Bar, openDrawing } from "./open-drawing.ts";
import { count } from "./render/render-counts.ts";

export interface Progress {
  readonly listener: Listener;
  /** What a person should know who has stopped the command. */
  kept(): string;
  stop(): void;
}

/**
 * Shows on stderr how far `add` or `embed` has come: a bar with rate and time left on a terminal, elsewhere a line
 * at the beginning of each stage.
 *
 * @param signal  ends the bar when the command is stopped, so that messages have a line of their own
 * @param embeds  whether vectors are computed when all files are read
 * @param isDry   whether files are only read, so that none is committed
 */
export async function showProgress(
  { terminal, signal }: Pick<CommandContext, "terminal" | "signal">,
  { embeds, isDry = false }: { readonly embeds: boolean; readonly isDry?: boolean },
): Promise<Progress> {
  const draw = await openDrawing(terminal);
  signal.addEventListener("abort", () => draw.end());
  let bar: Bar | undefined;
  let pages: ListProgress | undefined;
  let documents = 0;
  let chunks = 0;
  const begin = (stage: Bar["stage"], total: number) => {
    bar = { stage, done: 0, total, startedAt: terminal.seconds() };
    draw.begin(bar);
  };
  const step = () => {
    if (bar === undefined) return;
    bar.done++;
    draw.update(bar, chunks);
    if (bar.done >= bar.total && embeds && chunks > 0) begin("vectors", chunks);
  };
  const advance = (stage: Bar["stage"], { done, total }: Pick<Bar, "done" | "total">) => {
    if (bar?.stage !== stage) begin(stage, total);
    if (bar === undefined) return;
    Object.assign(bar, { done, total });
    draw.update(bar, done);
  };
  const listener: Listener = (event) => {
    if (signal.aborted) return;
    if (event.type === "pages-fetched") {
      pages = event;
      draw.fetch(pages);
    } else if (event.type === "ingest-started") {
      if (pages !== undefined) draw.fetched(pages);
      pages = undefined;
      begin("files", event.files);
    } else if (event.type === "container-opened") {
      // A container without text is no document: its members stand for it.
      if (bar?.stage === "files") bar.total += event.members - (event.isDocument ? 0 : 1);
    } else if (event.type === "document-committed") {
      documents++;
      chunks += event.receipt.chunks;
      step();
    } else if (event.type === "document-skipped" || event.type === "document-failed") step();
    else if (isDry && event.type === "document-loaded") step();
    else if (event.type === "documents-rechunked") advance("documents", event);
    else if (event.type === "vectors-attached") advance("vectors", event);
  };
  const kept = () =>
    documents === 0
      ? "What was written before is kept; the same command goes on from here."
      : `${count(documents, "document")} of this run ${documents === 1 ? "is" : "are"} kept; the same command goes on from here.`;
  return { listener, kept, stop: () => draw.end() };
}
