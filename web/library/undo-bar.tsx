import { useEffect } from "react";
import { Button, countOf, Trouble } from "../pieces/index.ts";
import { deletions, forgetProblem, holdDeletions, releaseDeletions, undoDeletions } from "./deletions.ts";

/** Bar that undoes the last deletion. Its time stops while it has the focus or the pointer. */
export function UndoBar() {
  const { waiting, problem } = deletions.use();
  const count = waiting.length;
  useEffect(() => {
    if (count === 0) return;
    const undoByKey = (event: KeyboardEvent): void => {
      const isUndo = event.key === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
      // In a field, these keys undo the typing.
      if (!isUndo || isField(event.target)) return;
      event.preventDefault();
      undoDeletions();
    };
    addEventListener("keydown", undoByKey);
    return () => removeEventListener("keydown", undoByKey);
  }, [count]);
  if (problem !== undefined)
    return (
      <div className="toast-problem">
        <Trouble title="The document could not be deleted" error={problem} kept="The document is still there.">
          <Button onClick={forgetProblem}>Close</Button>
        </Trouble>
      </div>
    );
  const last = waiting.at(-1);
  if (last === undefined) return null;
  return (
    <div
      className="toast"
      role="status"
      onFocus={holdDeletions}
      onBlur={releaseDeletions}
      onMouseEnter={holdDeletions}
      onMouseLeave={releaseDeletions}
    >
      <span>{count === 1 ? `${last.title} was deleted.` : `${countOf(count, "document")} were deleted.`}</span>
      <button type="button" onClick={undoDeletions}>
        Undo
      </button>
    </div>
  );
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
