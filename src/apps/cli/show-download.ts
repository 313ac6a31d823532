import type { Listener } from "../../core/index.ts";
import type { CommandContext } from "./command-context.ts";
import { bytes, duration } from "./render/render-counts.ts";

export interface DownloadShown {
  readonly listener: Listener;
  stop(): void;
}

/** Shows on stderr how far a file has come: a bar with rate and time left on a terminal, elsewhere a line at its beginning. */
export async function showDownload({ terminal }: Pick<CommandContext, "terminal">): Promise<DownloadShown> {
  const { err, seconds } = terminal;
  const { default: cliProgress } = await import("cli-progress");
  const format = "fetching {bar} {done}{of}{rate}{left}";
  const bar = new cliProgress.SingleBar(
    { format, barsize: 24, hideCursor: true, clearOnComplete: true, gracefulExit: false, stream: process.stderr },
    cliProgress.Presets.shades_classic,
  );
  let begun: { readonly at: number; readonly bytes: number } | undefined;
  return {
    listener(event) {
      if (event.type !== "model-fetched") return;
      const { doneBytes, totalBytes } = event;
      const of = totalBytes === undefined ? "" : ` of ${bytes(totalBytes)}`;
      if (begun === undefined) {
        begun = { at: seconds(), bytes: doneBytes };
        if (err.isTerminal) bar.start(totalBytes ?? 0, doneBytes, { done: bytes(doneBytes), of, rate: "", left: "" });
        else err.line(`fetching ${event.name}${of}`);
      }
      if (!err.isTerminal) return;
      const perSecond = (doneBytes - begun.bytes) / Math.max(0.001, seconds() - begun.at);
      const rate = perSecond > 0 ? `, ${bytes(Math.round(perSecond))}/s` : "";
      const rest = (totalBytes ?? 0) - doneBytes;
      const left = rest > 0 && perSecond > 0 ? `, ${duration(rest / perSecond)} left` : "";
      bar.update(doneBytes, { done: bytes(doneBytes), of, rate, left });
    },
    stop: () => bar.stop(),
  };
}
