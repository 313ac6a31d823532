import { mayWrite, useAbout } from "../api/index.ts";
import { goTo, useCollection } from "../current/index.ts";
import { type ChosenFile, useDrop } from "../dropping/index.ts";
import { Icon } from "../pieces/index.ts";

/** Accepts files and folders that are dropped on any view. The library shows their progress. */
export function DropAnywhere() {
  const { name } = useCollection();
  const about = useAbout();
  const mayAdd = mayWrite(about);
  const isOver = useDrop((files) => {
    if (mayAdd) void add(name, files);
  });
  if (!isOver) return null;
  return (
    <div className="drop-over" role="status">
      <div>
        <Icon name={mayAdd ? "add" : "stop"} />
        <p className="drop-title">{mayAdd ? `Drop to add to “${name}”` : "Your key may not add documents"}</p>
        <p>
          {mayAdd
            ? "Drop files or whole folders. Each file is found by its words as soon as it is read."
            : "Ask the operator of the server for a key that may."}
        </p>
      </div>
    </div>
  );
}

async function add(collection: string, files: readonly ChosenFile[]): Promise<void> {
  goTo("/library");
  const { upload } = await import("../library/index.ts");
  await upload(collection, files);
}
