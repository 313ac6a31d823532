import { useEffect, useState } from "react";
import { Button, Trouble } from "../pieces/index.ts";
import { deletions, forgetProblem, sendDeletions, undoDeletions } from "./deletions.ts";

/** So long a deletion can be taken back; it stays while the bar has the focus or the pointer. */
const UNDO_MS = 10_000;

export function UndoBar() {
  const { waiting, problem } = deletions.use();
  const [isHeld, setIsHeld] = useState(false);
  // Each further deletion begins the time anew.
  const count = waiting.length;
  useEffect(() => {
    if (count === 0 || isHeld) return;
    const timer = setTimeout(() => void sendDeletions(), UNDO_MS);
    return () => clearTimeout(timer);
  }, [count, isHeld]);
  if (problem !== undefined)
    return (
      <div className="toast-problem">
        <Trouble title="It could not be deleted" error={problem} kept="The document is there as before.">
          <Button onClick={forgetProblem}>Close</Button>
        </Trouble>
      </div>
    );
  const last = waiting.at(-1);
  if (last === undefined) return null;
  const undo = (): void => {
    setIsHeld(false);
    undoDeletions();
  };
  return (
    <div
      className="toast"
      role="status"
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
      onMouseEnter={() => setIsHeld(true)}
      onMouseLeave={() => setIsHeld(false)}
    >
      <span>{count === 1 ? `${last.title} was deleted.` : `${count} documents were deleted.`}</span>
      <button type="button" onClick={undo}>
        Undo
      </button>
    </div>
  );
}
