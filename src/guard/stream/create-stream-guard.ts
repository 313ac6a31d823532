import {
  defined,
  type GuardContext,
  type GuardDecision,
  type GuardEngine,
  type GuardOrigin,
  type GuardSpan,
  mayPass,
  type Span,
} from "../../core/index.ts";
import { nameType, type Redaction, redactedSpans, redactSpans } from "../run/redact-spans.ts";

/** A text that is checked while it is written. */
export interface StreamGuard {
  /** Adds the next piece, of any length. Returns what may be shown now. */
  push(piece: string): Promise<string>;
  /** Ends the text. Returns the rest that may be shown. */
  end(): Promise<string>;
  /** Returns the decision that stopped the text; nothing is shown after it. */
  stoppedBy(): GuardDecision | undefined;
}

export interface StreamOptions {
  readonly origin: GuardOrigin;
  /**
   * Number of UTF-16 code units on both sides of a character that are known before it is shown, at least 1. A finding
   * that is longer, or needs more context, may be found too late.
   */
  readonly holdBack: number;
  readonly redaction?: Redaction;
  /** Question, evidence and prompt of the text, for the guards that compare it with them. */
  readonly context?: GuardContext;
}

/**
 * Creates the guard of one text that arrives in pieces.
 *
 * The text is read in windows that depend on its length alone, so every way to cut it into pieces gives
 * the same result. Each character is shown after a window with `holdBack` characters on both sides of it
 * has passed the stage `stream`.
 */
export function createStreamGuard(guard: GuardEngine, options: StreamOptions, signal: AbortSignal): StreamGuard {
  const { origin, holdBack, redaction = nameType, context } = options;
  /** The text that is still needed: context that was shown, and the part that was not shown yet. */
  let text = "";
  /** Offset in it of the part that was not shown. */
  let shown = 0;
  let stopped: GuardDecision | undefined;

  const showUntil = async (cut: number, windowEnd: number): Promise<string> => {
    const window = text.slice(0, windowEnd);
    const decision = await guard.check(defined({ stage: "stream", text: window, origin, context }), signal);
    if (!mayPass(decision)) {
      stopped = decision;
      return "";
    }
    const spans = redactedSpans(decision).filter(({ end }) => end > shown);
    const end = endBefore(spans, cut, windowEnd);
    const visible = redactWithin(window, { start: shown, end }, spans, redaction);
    const forgotten = Math.max(0, end - holdBack);
    text = text.slice(forgotten);
    shown = end - forgotten;
    return visible;
  };

  return {
    async push(piece) {
      text += piece;
      let visible = "";
      while (stopped === undefined && text.length - shown >= 2 * holdBack) {
        visible += await showUntil(shown + holdBack, shown + 2 * holdBack);
      }
      return visible;
    },
    async end() {
      return stopped === undefined && text.length > shown ? showUntil(text.length, text.length) : "";
    },
    stoppedBy: () => stopped,
  };
}

/**
 * Returns where to stop, so that no part that is replaced is cut. One that reaches the window's end is shown as it is
 * known.
 */
function endBefore(spans: readonly GuardSpan[], cut: number, windowEnd: number): number {
  const crossing = spans.filter(({ start, end }) => start < cut && end > cut);
  return crossing.reduce((furthest, { end }) => Math.max(furthest, Math.min(end, windowEnd)), cut);
}

function redactWithin(window: string, { start, end }: Span, spans: readonly GuardSpan[], redaction: Redaction): string {
  const within = spans
    .filter((span) => span.start < end)
    .map((span) => ({ ...span, start: Math.max(0, span.start - start), end: Math.min(span.end, end) - start }));
  return redactSpans(window.slice(start, end), within, redaction);
}
