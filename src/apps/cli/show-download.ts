import type { Listener, LydianEvent } from "../../core/index.ts";
import type { CommandContext } from "./command-context.ts";
import { bytes, duration } from "./render/render-counts.ts";

export interface DownloadProgress {
  readonly listener: Listener;
  stop(): void;
}

type ModelFetched = Extract<LydianEvent, { readonly type: "model-fetched" }>;

/** Second at which the download began, with the bytes that were there. */
interface DownloadStart {
  readonly at: number;
  readonly bytes: number;
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
  let start: DownloadStart | undefined;
  return {
    listener(event) {
      if (event.type !== "model-fetched") return;
      start ??= begin(event);
      if (!err.isTerminal) return;
      const { doneBytes, totalBytes = 0 } = event;
      const perSecond = (doneBytes - start.bytes) / Math.max(0.001, seconds() - start.at);
      const { rate, left } = describeSpeed(perSecond, totalBytes - doneBytes);
      bar.update(doneBytes, { done: bytes(doneBytes), of: describeTotal(event), rate, left });
    },
    stop: () => bar.stop(),
  };

  function begin(event: ModelFetched): DownloadStart {
    const { name, doneBytes, totalBytes = 0 } = event;
    const beginning = { at: seconds(), bytes: doneBytes };
    const of = describeTotal(event);
    if (err.isTerminal) bar.start(totalBytes, doneBytes, { done: bytes(doneBytes), of, rate: "", left: "" });
    else err.line(`downloading ${name}${of}`);
    return beginning;
  }
}

const describeTotal = ({ totalBytes }: ModelFetched): string =>
  totalBytes === undefined ? "" : ` of ${bytes(totalBytes)}`;

/** Returns the rate and the remaining time in words. Both are empty while nothing arrives. */
function describeSpeed(bytesPerSecond: number, restBytes: number): { readonly rate: string; readonly left: string } {
  if (bytesPerSecond <= 0) return { rate: "", left: "" };
  return {
    rate: `, ${bytes(Math.round(bytesPerSecond))}/s`,
    left: restBytes > 0 ? `, ${duration(restBytes / bytesPerSecond)} left` : "",
  };
}
