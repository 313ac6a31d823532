/** Problem details of a failed call (RFC 9457); made by the page if the server could not be reached. */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: string;
  readonly hint?: string;
  readonly requestId?: string;
  /** Time after which the server accepts the call again; absent if it named none. */
  readonly waitMs?: number;

  constructor(problem: ProblemDetails) {
    super(problem.detail);
    this.name = "ProblemError";
    this.status = problem.status;
    this.code = problem.code;
    if (problem.hint !== undefined) this.hint = problem.hint;
    if (problem.requestId !== undefined) this.requestId = problem.requestId;
    if (problem.waitMs !== undefined) this.waitMs = problem.waitMs;
  }
}

export interface ProblemDetails {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly hint?: string;
  readonly requestId?: string;
  readonly waitMs?: number;
}

export async function readProblem(response: Response): Promise<ProblemError> {
  if (!(response.headers.get("content-type") ?? "").includes("json"))
    return new ProblemError({
      status: response.status,
      code: "unexpected",
      detail: `The server answered with status ${response.status}.`,
      hint: "The server's log may say more.",
    });
  const details: ProblemDetails = await response.json();
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  return new ProblemError(Number.isNaN(seconds) ? details : { ...details, waitMs: seconds * 1_000 });
}

/** Maximum number of retries of a read before its failure is shown. */
const MAX_RETRIES = 2;
const MAX_WAIT_MS = 20_000;

/**
 * Returns whether a retry can help: the call did not reach the server, or came too soon. A
 * refused call would be refused again.
 */
export function isWorthRetrying(retries: number, error: unknown): boolean {
  const { status, waitMs = 0 } = toProblem(error);
  return retries < MAX_RETRIES && (status === 0 || (status === 429 && waitMs <= MAX_WAIT_MS));
}

export function retryDelayMs(retries: number, error: unknown): number {
  return toProblem(error).waitMs ?? 1_000 * 2 ** retries;
}

/** Turns any error into a problem that can be shown; an error not sent by the server means that it could not be reached. */
export function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  return new ProblemError({
    status: 0,
    code: "unreachable",
    detail: "The server could not be reached.",
    hint: "Check that `lydian serve` runs, then try again.",
  });
}
