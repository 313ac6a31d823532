import type { Listener } from "../../core/index.ts";
import type { CommandContext } from "./command-context.ts";
import { count, duration } from "./render/render-counts.ts";
import type { Terminal } from "./terminal.ts";

interface Bar {
  readonly stage: "files" | "documents" | "vectors";
  done: number;
  total: number;
  readonly startedAt: number;
}

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
  const draw = terminal.err.isTerminal ? await createDrawing(terminal) : createLines(terminal);
  signal.addEventListener("abort", () => draw.end());
  let bar: Bar | undefined;
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
    if (event.type === "ingest-started") begin("files", event.files);
    else if (event.type === "container-opened") {
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

interface Drawing {
  begin(bar: Bar): void;
  /** With how many chunks, or documents while these are cut again, were done in this stage. */
  update(bar: Bar, pieces: number): void;
  end(): void;
}

function createLines({ err }: Terminal): Drawing {
  const sentences = {
    files: (total: number) => `reading ${count(total, "file")}`,
    documents: (total: number) => `cutting ${count(total, "document")} again`,
    vectors: (total: number) => `computing the vectors of ${count(total, "chunk")}`,
  };
  return {
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
  return {
    begin: (bar) => {
      end();
      const size = Math.max(6, Math.min(40, err.columns - 60));
      const format = `${names[bar.stage]} {bar} {value}/{total} ${units[bar.stage]} {rate}{left}`;
      shown = new cliProgress.SingleBar(
        { format, barsize: size, hideCursor: true, clearOnComplete: true, gracefulExit: false, stream: process.stderr },
        cliProgress.Presets.shades_classic,
      );
      shown.start(bar.total, 0, { rate: "", left: "" });
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
