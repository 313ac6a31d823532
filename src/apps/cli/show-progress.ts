import type { Listener, ListProgress } from "../../core/index.ts";
import type { CommandContext } from "./command-context.ts";
import { type Bar, type Drawing, openDrawing } from "./open-drawing.ts";
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
 * Shows on stderr the progress of a command that reads documents or computes vectors: a bar on a terminal, else lines.
 * Both have rate and remaining time. The signal ends the bar, so messages have a separate line.
 */
export async function showProgress(
  { terminal, signal }: Pick<CommandContext, "terminal" | "signal">,
  { embeds, isDry = false }: ProgressOptions,
): Promise<Progress> {
  const draw = await openDrawing(terminal);
  const end = () => draw.end();
  signal.addEventListener("abort", end);
  const stages = createStages(draw, terminal.seconds);
  let pages: ListProgress | undefined;
  let documents = 0;
  let chunks = 0;
  const endCrawl = () => {
    if (pages !== undefined) draw.fetched(pages);
    pages = undefined;
  };
  const finishFile = () => {
    const isLast = stages.step(chunks);
    if (isLast && embeds && chunks > 0) stages.begin("vectors", chunks);
  };
  const listener: Listener = (event) => {
    if (signal.aborted) return;
    switch (event.type) {
      case "pages-fetched":
        pages = event;
        draw.fetch(pages);
        break;
      case "ingest-started":
        endCrawl();
        stages.begin("files", event.files);
        break;
      case "container-opened":
        // A container without text is not a document; its members are counted instead.
        stages.addFiles(event.members - (event.isDocument ? 0 : 1));
        break;
      case "document-committed":
        documents++;
        chunks += event.receipt.chunks;
        finishFile();
        break;
      case "document-skipped":
      case "document-failed":
        finishFile();
        break;
      case "document-loaded":
        if (isDry) finishFile();
        break;
      case "documents-rechunked":
        stages.advance("documents", event);
        break;
      case "receipts-not-stored":
        end();
        terminal.err.line(`warning: The receipts of the failed files were not stored. ${event.message}`);
        break;
      case "vectors-attached":
        stages.advance("vectors", event);
    }
  };
  const kept = () =>
    documents === 0
      ? "Everything written so far is kept. Run the same command again to continue."
      : `${count(documents, "document")} of this run ${documents === 1 ? "is" : "are"} kept. Run the same command again to continue.`;
  const stop = () => {
    signal.removeEventListener("abort", end);
    end();
  };
  return { listener, kept, stop };
}

/** Creates the stages of the work, of which one is drawn at a time. */
function createStages(draw: Drawing, seconds: () => number) {
  let bar: Bar | undefined;
  const begin = (stage: Bar["stage"], total: number): void => {
    bar = { stage, done: 0, total, startedAt: seconds() };
    draw.begin(bar);
  };
  return {
    begin,
    /** Adds to the number of files, if they are read now. */
    addFiles(files: number): void {
      if (bar?.stage === "files") bar.total += files;
    },
    /** Advances the stage by one, and returns whether it is complete. */
    step(chunks: number): boolean {
      if (bar === undefined) return false;
      bar.done++;
      draw.update(bar, chunks);
      return bar.done >= bar.total;
    },
    /** Sets how far a stage is, and begins it if it is not drawn. */
    advance(stage: Bar["stage"], { done, total }: Pick<Bar, "done" | "total">): void {
      if (bar?.stage !== stage) begin(stage, total);
      if (bar === undefined) return;
      Object.assign(bar, { done, total });
      draw.update(bar, done);
    },
  };
}
