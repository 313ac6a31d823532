import { mayWrite, useAbout } from "../api/index.ts";
import { goTo, useCollection } from "../current/index.ts";
import { type ChosenFile, useDrop } from "../dropping/index.ts";
import { Icon } from "../pieces/index.ts";

/** Takes files and folders that are dropped on any view; what becomes of them is shown in the library. */
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
            ? "Files and whole folders. Each is read at once, and found by its words as soon as it is."
            : "Ask the operator of the server for one that may."}
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
