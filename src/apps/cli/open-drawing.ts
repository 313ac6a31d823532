import type { ListProgress } from "../../core/index.ts";
import { count, duration } from "./render/render-counts.ts";
import type { Terminal } from "./terminal.ts";

/** Progress of one stage of the work. */
export interface Bar {
  readonly stage: "files" | "documents" | "vectors";
  done: number;
  total: number;
  readonly startedAt: number;
}

/** Shows progress on stderr. */
export interface Drawing {
  /** Shows the progress of a crawl, before the first bar. */
  fetch(pages: ListProgress): void;
  /** Shows that the crawl has ended. */
  fetched(pages: ListProgress): void;
  begin(bar: Bar): void;
  /** Updates the bar; `pieces` counts the chunks done in this stage, or the documents while they are rechunked. */
  update(bar: Bar, pieces: number): void;
  end(): void;
}

/** Returns a bar with rate and remaining time on a terminal, else one line at the beginning of each stage. */
export async function openDrawing(terminal: Terminal): Promise<Drawing> {
  return terminal.err.isTerminal ? createDrawing(terminal) : createLines(terminal);
}

function describePages({ found, fetched, leftOut }: ListProgress): string {
  const skipped = leftOut === 0 ? "" : `, ${leftOut} skipped at the request of the site`;
  return `fetched ${count(fetched, "page")} of ${found} found${skipped}`;
}

function createLines({ err }: Terminal): Drawing {
  const sentences = {
    files: (total: number) => `reading ${count(total, "file")}`,
    documents: (total: number) => `rechunking ${count(total, "document")}`,
    vectors: (total: number) => `computing the vectors of ${count(total, "chunk")}`,
  };
  let isFetching = false;
  return {
    fetch: () => {
      if (!isFetching) err.line("fetching pages");
      isFetching = true;
    },
    fetched: (pages) => err.line(describePages(pages)),
    begin: ({ stage, total }) => err.line(sentences[stage](total)),
    update: () => undefined,
    end: () => undefined,
  };
}

async function createDrawing({ err, seconds }: Terminal): Promise<Drawing> {
  const { default: cliProgress } = await import("cli-progress");
  const names = { files: "reading   ", documents: "rechunking", vectors: "embedding " };
  const units = { files: "files", documents: "documents", vectors: "chunks" };
  let shown: InstanceType<typeof cliProgress.SingleBar> | undefined;
  const end = () => {
    shown?.stop();
    shown = undefined;
  };
  const size = Math.max(6, Math.min(40, err.columns - 60));
  const start = (format: string, total: number) => {
    end();
    shown = new cliProgress.SingleBar(
      { format, barsize: size, hideCursor: true, clearOnComplete: true, gracefulExit: false, stream: process.stderr },
      cliProgress.Presets.shades_classic,
    );
    shown.start(total, 0, { rate: "", left: "" });
  };
  let isFetching = false;
  return {
    fetch: ({ found, fetched, leftOut }) => {
      if (!isFetching) start("fetching   {bar} {value}/{total} pages{left}", found);
      isFetching = true;
      shown?.setTotal(found);
      shown?.update(fetched, { left: leftOut === 0 ? "" : `, ${leftOut} skipped` });
    },
    fetched: (pages) => {
      end();
      err.line(describePages(pages));
    },
    begin: (bar) => {
      const format = `${names[bar.stage]} {bar} {value}/{total} ${units[bar.stage]} {rate}{left}`;
      start(format, bar.total);
    },
    update: (bar, pieces) => {
      const elapsed = seconds() - bar.startedAt;
      const unit = bar.stage === "documents" ? "documents" : "chunks";
      const rate = elapsed > 0 ? `${(pieces / elapsed).toFixed(1)} ${unit}/s` : "";
      const left = bar.done > 0 ? `, ${duration((elapsed / bar.done) * (bar.total - bar.done))} left` : "";
      shown?.setTotal(bar.total);
      shown?.update(bar.done, { rate, left });
    },
    end,
  };
}
