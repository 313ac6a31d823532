import { defined } from "../../core/index.ts";
import type { CheckInput, CheckOptions, CheckResult, LazyGuard } from "../guard.ts";

/** A text to measure with a guard somewhere else. */
export interface TextToMeasure extends Pick<CheckInput, "whileWaiting"> {
  /** Id of the guard. */
  readonly guard: string;
  readonly version: string;
  readonly options?: CheckOptions;
  readonly request: Omit<CheckInput, "views" | "whileWaiting">;
}

/** Place outside of the calling thread that measures texts. */
export interface Elsewhere {
  /** Returns whether a text is long enough to be sent; a shorter one is measured in the calling thread. */
  takes(request: Pick<CheckInput, "stage" | "text">): boolean;
  /** Measures a text with a guard of the same id, version and options. */
  measure(text: TextToMeasure, signal: AbortSignal): Promise<CheckResult>;
}

/** Returns a guard with the same results that measures long texts elsewhere, so that the calling thread is free. */
export function moveCheck(check: LazyGuard, { takes, measure }: Elsewhere): LazyGuard {
  return {
    ...check,
    async load(options) {
      const here = await check.load(options);
      return {
        ...here,
        check(input, signal) {
          if (!takes(input)) return here.check(input, signal);
          const { views: _, whileWaiting, ...request } = input;
          return measure(defined({ guard: here.id, version: here.version, options, request, whileWaiting }), signal);
        },
      };
    },
  };
}
