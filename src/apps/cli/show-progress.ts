import type { Listener, ListProgress } from "../../core/index.ts";
import type { CommandContext } from "./command-context.ts";
import { type Bar, openDrawing } from "./open-drawing.ts";
import { count } from "./render/render-counts.ts";

export interface Progress {
  readonly listener: Listener;
  /** Returns the message for a user who has stopped the command. */
  kept(): string;
  stop(): void;
}

export interface ProgressOptions {
  /** True if vectors are computed after all files are read. */
  readonly embeds: boolean;
  /** True if files are only read and not committed. */
  readonly isDry?: boolean;
}

/**
 * Shows on stderr the progress of a command that reads documents or computes vectors: a bar with rate and remaining time
 * on a terminal, else one line at the beginning of each stage. The signal ends the bar, so messages have their own line.
 */
export async function showProgress(
  { terminal, signal }: Pick<CommandContext, "terminal" | "signal">,
  { embeds, isDry = false }: ProgressOptions,
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
      // A container without text is not a document; its members are counted instead.
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
      ? "Everything written so far is kept. Run the same command again to continue."
      : `${count(documents, "document")} of this run ${documents === 1 ? "is" : "are"} kept. Run the same command again to continue.`;
  return { listener, kept, stop: () => draw.end() };
}
