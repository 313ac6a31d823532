import type { ListProgress } from "../../core/index.ts";
import { count, duration } from "./render/render-counts.ts";
import type { Terminal } from "./terminal.ts";

/** One stage of the work, as far as it is done. */
export interface Bar {
  readonly stage: "files" | "documents" | "vectors";
  done: number;
  total: number;
  readonly startedAt: number;
}

/** Shows work on stderr. */
export interface Drawing {
  /** How far a crawl has come, before the first bar. */
  fetch(pages: ListProgress): void;
  /** The end of a crawl. */
  fetched(pages: ListProgress): void;
  begin(bar: Bar): void;
  /** With how many chunks, or documents while these are cut again, were done in this stage. */
  update(bar: Bar, pieces: number): void;
  end(): void;
}

/** A bar with rate and time left on a terminal, elsewhere a line at the beginning of each stage. */
export async function openDrawing(terminal: Terminal): Promise<Drawing> {
  return terminal.err.isTerminal ? createDrawing(terminal) : createLines(terminal);
}

function describePages({ found, fetched, leftOut }: ListProgress): string {
  const asked = leftOut === 0 ? "" : `, ${leftOut} left out because the site asks for it`;
  return `fetched ${count(fetched, "page")} of ${found} found${asked}`;
}

function createLines({ err }: Terminal): Drawing {
  const sentences = {
    files: (total: number) => `reading ${count(total, "file")}`,
    documents: (total: number) => `cutting ${count(total, "document")} again`,
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
  const names = { files: "reading  ", documents: "cutting  ", vectors: "embedding" };
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
      if (!isFetching) start("fetching  {bar} {value}/{total} pages{left}", found);
      isFetching = true;
      shown?.setTotal(found);
      shown?.update(fetched, { left: leftOut === 0 ? "" : `, ${leftOut} left out` });
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
