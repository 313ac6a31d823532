/** What the server says of a call that went wrong (RFC 9457), or the page itself where no server was reached. */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: string;
  readonly hint?: string;
  readonly requestId?: string;

  constructor(problem: ProblemDetails) {
    super(problem.detail);
    this.name = "ProblemError";
    this.status = problem.status;
    this.code = problem.code;
    if (problem.hint !== undefined) this.hint = problem.hint;
    if (problem.requestId !== undefined) this.requestId = problem.requestId;
  }
}

export interface ProblemDetails {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly hint?: string;
  readonly requestId?: string;
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
  return new ProblemError(details);
}

/** Any failure as one that can be shown: what was not told by the server is that it was not reached. */
export function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  return new ProblemError({
    status: 0,
    code: "unreachable",
    detail: "The server was not reached.",
    hint: "Check that `lydian serve` runs, then try again.",
  });
}
