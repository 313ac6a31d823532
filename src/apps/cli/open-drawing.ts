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

/** Minimum time between two lines of progress where there is no terminal. */
const LINE_INTERVAL_SECONDS = 5;

/**
 * Returns a bar on a terminal, else lines: one at the beginning of each stage, and one every five seconds or more while
 * it continues. Both show rate and remaining time.
 */
export async function openDrawing(terminal: Terminal): Promise<Drawing> {
  return terminal.err.isTerminal ? createDrawing(terminal) : createLines(terminal);
}

function describePages({ found, fetched, leftOut }: ListProgress): string {
  const skipped = leftOut === 0 ? "" : `, ${leftOut} skipped at the request of the site`;
  return `fetched ${count(fetched, "page")} of ${found} found${skipped}`;
}

/** Texts beside a progress bar; empty as long as they are unknown. */
interface Pace {
  /** Chunks or documents in a second. */
  readonly rate: string;
  /** Remaining time. */
  readonly left: string;
}

/** Returns how many chunks or documents a stage does in a second, and how long the rest takes; both may be empty. */
function measurePace({ stage, done, total, startedAt }: Bar, pieces: number, now: number): Pace {
  const elapsed = now - startedAt;
  const unit = stage === "documents" ? "documents" : "chunks";
  return {
    rate: elapsed > 0 ? `${(pieces / elapsed).toFixed(1)} ${unit}/s` : "",
    left: done > 0 ? `${duration((elapsed / done) * (total - done))} left` : "",
  };
}

function createLines({ err, seconds }: Terminal): Drawing {
  const sentences = {
    files: (total: number) => `reading ${count(total, "file")}`,
    documents: (total: number) => `rechunking ${count(total, "document")}`,
    vectors: (total: number) => `computing the vectors of ${count(total, "chunk")}`,
  };
  const verbs = { files: "read", documents: "rechunked", vectors: "computed the vectors of" };
  const units = { files: "file", documents: "document", vectors: "chunk" } as const;
  let isFetching = false;
  let toldAt = 0;
  return {
    fetch: () => {
      if (!isFetching) err.line("fetching pages");
      isFetching = true;
    },
    fetched: (pages) => err.line(describePages(pages)),
    begin: ({ stage, total }) => {
      toldAt = seconds();
      err.line(sentences[stage](total));
    },
    update: (bar, pieces) => {
      const now = seconds();
      if (now - toldAt < LINE_INTERVAL_SECONDS || bar.done >= bar.total) return;
      toldAt = now;
      const { rate, left } = measurePace(bar, pieces, now);
      const progress = `${verbs[bar.stage]} ${bar.done.toLocaleString("en-US")} of ${count(bar.total, units[bar.stage])}`;
      err.line([progress, rate, left].filter((part) => part !== "").join(", "));
    },
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
      const { rate, left } = measurePace(bar, pieces, seconds());
      shown?.setTotal(bar.total);
      shown?.update(bar.done, { rate, left: left === "" ? "" : `, ${left}` });
    },
    end,
  };
}
