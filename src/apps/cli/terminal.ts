import { createInterface } from "node:readline/promises";
import type { Writable } from "node:stream";
import pc from "picocolors";
import { defined } from "../../core/index.ts";
import { sanitizeText } from "../present/index.ts";

type Colors = ReturnType<typeof pc.createColors>;

/** One of the two streams that a command writes to. */
export interface Output {
  /** Writes one or more lines. On a terminal, control characters except our own colours are removed. */
  line(text?: string): void;
  readonly isTerminal: boolean;
  /** Erases the last lines; absent if the output is not a terminal. */
  erase?(lines: number): void;
  /** Width in characters; 100 if the output is not a terminal. */
  readonly columns: number;
  readonly colors: Colors;
}

export interface Terminal {
  /** Standard output, for results. A pipe reads it. */
  readonly out: Output;
  /** Standard error, for progress, messages and errors. */
  readonly err: Output;
  /** Asks the user for a line; returns undefined if there is no terminal. */
  ask(question: string, signal: AbortSignal): Promise<string | undefined>;
  /** Standard input and output as bytes. */
  readonly bytes: {
    readonly input: AsyncIterable<Uint8Array>;
    readonly isInputTerminal: boolean;
    readonly output: Writable;
  };
  /** Returns the seconds of a clock that never goes back. */
  seconds(): number;
}

type Stream = Pick<NodeJS.WriteStream, "write" | "isTTY" | "columns" | "hasColors">;

const DEFAULT_COLUMNS = 100;
const MAX_COLUMNS = 120;

/** Uses colours only on a terminal that supports them; Node itself obeys NO_COLOR, FORCE_COLOR and TERM. */
function createOutput(stream: Stream): Output {
  const isTerminal = stream.isTTY === true;
  const erase = (lines: number) => void stream.write(lines > 0 ? `\u001b[${lines}A\u001b[J` : "");
  return defined({
    line: (text = "") => {
      stream.write(`${isTerminal ? sanitizeText(text, { keepColors: true }) : text}\n`);
    },
    isTerminal,
    erase: isTerminal ? erase : undefined,
    columns: isTerminal ? Math.min(stream.columns || DEFAULT_COLUMNS, MAX_COLUMNS) : DEFAULT_COLUMNS,
    colors: pc.createColors(isTerminal && stream.hasColors()),
  });
}

export function createTerminal(): Terminal {
  return {
    out: createOutput(process.stdout),
    err: createOutput(process.stderr),
    ask: async (question, signal) => {
      if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
      // `terminal: false` keeps Ctrl-C a signal of the process.
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
