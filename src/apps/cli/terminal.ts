import { createInterface } from "node:readline/promises";
import type { Writable } from "node:stream";
import pc from "picocolors";
import { sanitizeText } from "../present/index.ts";

type Colors = ReturnType<typeof pc.createColors>;

/** One of the two streams that a command writes to. */
export interface Output {
  /** Writes a line, or several. Text that goes to a terminal loses its control characters, but for our own colours. */
  line(text?: string): void;
  readonly isTerminal: boolean;
  /** Takes the last lines away again; absent where the output is no terminal. */
  erase?(lines: number): void;
  /** Characters a line; 100 where the output is no terminal. */
  readonly columns: number;
  readonly colors: Colors;
}

export interface Terminal {
  /** Results; what a pipe reads. */
  readonly out: Output;
  /** Progress, messages and errors. */
  readonly err: Output;
  readInput(): Promise<Uint8Array>;
  /** Asks the person for a line; undefined where nobody is there to answer. */
  ask(question: string, signal: AbortSignal): Promise<string | undefined>;
  /** The same two streams as bytes. */
  readonly bytes: {
    readonly input: AsyncIterable<Uint8Array>;
    readonly isInputTerminal: boolean;
    readonly output: Writable;
  };
  /** Seconds of a clock that only goes forward. */
  seconds(): number;
}

type Stream = Pick<NodeJS.WriteStream, "write" | "isTTY" | "columns" | "hasColors">;

const UNWRAPPED_COLUMNS = 100;
const WIDEST_COLUMNS = 120;

/** Colours only on a terminal that has them; Node itself obeys NO_COLOR, FORCE_COLOR and TERM. */
function createOutput(stream: Stream): Output {
  const isTerminal = stream.isTTY === true;
  return {
    line: (text = "") => {
      stream.write(`${isTerminal ? sanitizeText(text, { keepColors: true }) : text}\n`);
    },
    isTerminal,
    ...(isTerminal ? { erase: (lines: number) => void stream.write(lines > 0 ? `\u001b[${lines}A\u001b[J` : "") } : {}),
    columns: isTerminal ? Math.min(stream.columns || UNWRAPPED_COLUMNS, WIDEST_COLUMNS) : UNWRAPPED_COLUMNS,
    colors: pc.createColors(isTerminal && stream.hasColors()),
  };
}

export function createTerminal(): Terminal {
  return {
    out: createOutput(process.stdout),
    err: createOutput(process.stderr),
    readInput: async () => {
      const parts: Buffer[] = [];
      for await (const part of process.stdin) parts.push(Buffer.from(part));
      return Buffer.concat(parts);
    },
    ask: async (question, signal) => {
      if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
      // Not as a terminal of its own: Ctrl-C stays a signal of the process.
      const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: false });
      try {
        return await lines.question(question, { signal });
      } finally {
        lines.close();
      }
    },
    bytes: {
      get input() {
        return process.stdin;
      },
      get isInputTerminal() {
        return process.stdin.isTTY === true;
      },
      output: process.stdout,
    },
    seconds: () => process.uptime(),
  };
}
