import { Link } from "../current/index.ts";
import { EmptyState, FirstSteps } from "../pieces/index.ts";

/** View for an empty store. */
export function FirstRun() {
  return (
    <div className="view one">
      <EmptyState
        title="Ask your own documents"
        lede="Add a few files. Lydian answers only from them, cites the source of every sentence, and tells you when they do not contain the answer."
      >
        <p className="ways">
          <Link className="button primary" to="/library">
            Add the first files
          </Link>
          <span>
            In a terminal: <code>lydian add ./docs</code>
          </span>
        </p>
        <FirstSteps />
      </EmptyState>
    </div>
  );
}
