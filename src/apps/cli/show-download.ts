import type { Listener } from "../../core/index.ts";
import type { CommandContext } from "./command-context.ts";
import { bytes, duration } from "./render/render-counts.ts";

export interface DownloadProgress {
  readonly listener: Listener;
  stop(): void;
}

/** Shows the progress of a download on stderr: a bar with rate and remaining time on a terminal, else one line. */
export async function showDownload({ terminal }: Pick<CommandContext, "terminal">): Promise<DownloadProgress> {
  const { err, seconds } = terminal;
  const { default: cliProgress } = await import("cli-progress");
  const format = "downloading {bar} {done}{of}{rate}{left}";
  const bar = new cliProgress.SingleBar(
    { format, barsize: 24, hideCursor: true, clearOnComplete: true, gracefulExit: false, stream: process.stderr },
    cliProgress.Presets.shades_classic,
  );
  let start: { readonly at: number; readonly bytes: number } | undefined;
  return {
    listener(event) {
      if (event.type !== "model-fetched") return;
      const { doneBytes, totalBytes } = event;
      const of = totalBytes === undefined ? "" : ` of ${bytes(totalBytes)}`;
      if (start === undefined) {
        start = { at: seconds(), bytes: doneBytes };
        if (err.isTerminal) bar.start(totalBytes ?? 0, doneBytes, { done: bytes(doneBytes), of, rate: "", left: "" });
        else err.line(`downloading ${event.name}${of}`);
      }
      if (!err.isTerminal) return;
      const perSecond = (doneBytes - start.bytes) / Math.max(0.001, seconds() - start.at);
      const rate = perSecond > 0 ? `, ${bytes(Math.round(perSecond))}/s` : "";
      const rest = (totalBytes ?? 0) - doneBytes;
      const left = rest > 0 && perSecond > 0 ? `, ${duration(rest / perSecond)} left` : "";
      bar.update(doneBytes, { done: bytes(doneBytes), of, rate, left });
    },
    stop: () => bar.stop(),
  };
}
