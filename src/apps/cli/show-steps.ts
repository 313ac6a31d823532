import type { Listener, LydianEvent } from "../../core/index.ts";
import type { CommandContext } from "./command-context.ts";
import { bytes } from "./render/render-counts.ts";

/** Progress of a stage that counts one kind of thing. */
interface Step {
  /** Name shown while it runs, such as "copying the store". */
  readonly name: string;
  readonly done: number;
  readonly total: number;
  show(amount: number): string;
}

const plain = (amount: number) => amount.toLocaleString("en-US");

function stepOf(event: LydianEvent): Step | undefined {
  switch (event.type) {
    case "store-copied":
      return { name: "copying the store", done: event.doneBytes, total: event.totalBytes, show: bytes };
    case "questions-answered":
      return { name: "answering questions", done: event.done, total: event.total, show: plain };
    case "documents-exported":
      return { name: "exporting documents", done: event.done, total: event.total, show: plain };
    case "export-checked":
      return { name: "checking documents", done: event.done, total: event.total, show: plain };
    case "documents-imported":
      return { name: "importing documents", done: event.done, total: event.total, show: plain };
    case "vectors-attached":
      return { name: "computing vectors", done: event.done, total: event.total, show: plain };
    case "sections-read":
      return { name: "reading sections", done: event.done, total: event.total, show: plain };
    default:
      return undefined;
  }
}

export interface StepProgress {
  readonly listener: Listener;
  stop(): void;
}

/** Shows the progress of a call on stderr: a bar for each stage on a terminal, else one line at its beginning. */
export async function showSteps({
  terminal,
  signal,
}: Pick<CommandContext, "terminal" | "signal">): Promise<StepProgress> {
  const { err } = terminal;
  const drawBar = err.isTerminal ? await createBar(err.columns) : undefined;
  let current: string | undefined;
  const end = () => drawBar?.end();
  signal.addEventListener("abort", end);
  const stop = () => {
    signal.removeEventListener("abort", end);
    end();
  };
  const listener: Listener = (event) => {
    const step = stepOf(event);
    if (step === undefined || signal.aborted) return;
    if (drawBar === undefined && step.name !== current) err.line(`${step.name}: ${step.show(step.total)}`);
    drawBar?.show(step);
    current = step.name;
  };
  return { listener, stop };
}

async function createBar(columns: number) {
  const { default: cliProgress } = await import("cli-progress");
  const options = { hideCursor: true, clearOnComplete: true, gracefulExit: false, stream: process.stderr };
  const barsize = Math.max(6, Math.min(40, columns - 60));
  let shown: { readonly name: string; readonly bar: InstanceType<typeof cliProgress.SingleBar> } | undefined;
  const end = () => {
    shown?.bar.stop();
    shown = undefined;
  };
  const show = ({ name, done, total, show: text }: Step) => {
    if (shown?.name !== name) {
      end();
      const format = `${name} {bar} {amount}`;
      const bar = new cliProgress.SingleBar({ ...options, format, barsize }, cliProgress.Presets.shades_classic);
      bar.start(total, 0, { amount: "" });
      shown = { name, bar };
    }
    shown.bar.setTotal(total);
    shown.bar.update(done, { amount: `${text(done)} of ${text(total)}` });
  };
  return { show, end };
}
