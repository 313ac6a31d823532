import type { ReactNode } from "react";
import { ProblemError } from "../api/index.ts";
import { Icon } from "./icon.tsx";
import { WithCode } from "./with-code.tsx";

/** Note to the user that is not about a failure. */
export function Notice({ children }: { readonly children: ReactNode }) {
  return (
    <p className="note">
      <Icon name="warn" />
      <span>{children}</span>
    </p>
  );
}

interface TroubleProps {
  readonly title: string;
  readonly error: Error;
  /** Sentence that says what was not lost. */
  readonly kept?: string;
  /** One or two buttons with which the user can continue. */
  readonly children?: ReactNode;
}

/** Notice of a failure: what happened, what was kept, what to do next; code and request id come last. */
export function Trouble({ title, error, kept, children }: TroubleProps) {
  const problem = error instanceof ProblemError ? error : undefined;
  return (
    <div className="trouble" role="alert">
      <Icon name="stop" />
      <div>
        <h2>{title}</h2>
        <p>
          <WithCode text={[error.message, problem?.hint, kept].filter((part) => part !== undefined).join(" ")} />
        </p>
        {children === undefined ? null : <div className="do">{children}</div>}
        {problem === undefined ? null : (
          <p className="ref">
            Code <span className="code">{problem.code}</span>
            {problem.requestId === undefined ? null : (
              <>
                , request <span className="code">{problem.requestId}</span>
              </>
            )}
            .
          </p>
        )}
      </div>
    </div>
  );
}
