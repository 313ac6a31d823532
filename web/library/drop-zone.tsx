import { type ChangeEvent, type FormEvent, useRef, useState } from "react";
import { type About, mayAdministrate } from "../api/index.ts";
import { Button, Field, Sheet, sizeOf } from "../pieces/index.ts";
import { readChosen } from "./read-dropped.ts";
import { useDrop } from "./use-drop.ts";
import { startJob, upload } from "./work.ts";

interface DropZoneProps {
  readonly collection: string;
  readonly about: About | undefined;
  /** On the first run it is what the page is about. */
  readonly isBig?: boolean;
}

/** Ways into the collection; files may be dropped anywhere on the page. */
export function DropZone({ collection, about, isBig = false }: DropZoneProps) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [asked, setAsked] = useState<"address" | "folder">();
  const isOver = useDrop((dropped) => void upload(collection, dropped));
  const take = (event: ChangeEvent<HTMLInputElement>): void => {
    const { files: chosen } = event.currentTarget;
    if (chosen !== null && chosen.length > 0) void upload(collection, readChosen(chosen));
    event.currentTarget.value = "";
  };
  const most = about === undefined ? "" : ` Up to ${sizeOf(about.maxUploadBytes)} each.`;
  return (
    <>
      <div className={`drop ${isBig ? "big" : ""}`} data-over={isOver}>
        <p className="grow">
          <b>
            <span className="by-mouse">{isOver ? "Let go to add them" : "Drop files or folders here"}</span>
            <span className="by-touch">{isBig ? "Add the first files" : "Add files"}</span>
          </b>{" "}
          <span className="small">
            PDF, Word, Excel, PowerPoint, HTML, Markdown, <span className="nowrap">e-mail</span>, EPUB, text.{most}
          </span>
        </p>
        <Button kind={isBig ? "primary" : "bordered"} onClick={() => files.current?.click()}>
          Choose files
        </Button>
        <Button onClick={() => folder.current?.click()}>Choose a folder</Button>
        <Button kind="plain" onClick={() => setAsked("address")}>
          Add by address
        </Button>
        {mayAdministrate(about) ? (
          <Button kind="plain" onClick={() => setAsked("folder")}>
            Add a source
          </Button>
        ) : null}
      </div>
      <input ref={files} type="file" multiple hidden aria-label="Files" data-pick="files" onChange={take} />
      <input
        ref={folder}
        type="file"
        multiple
        hidden
        aria-label="Folder"
        data-pick="folder"
        onChange={take}
        {...{ webkitdirectory: "" }}
      />
      {asked === undefined ? null : (
        <AddSheet kind={asked} collection={collection} onClose={() => setAsked(undefined)} />
      )}
    </>
  );
}

const sheets = {
  address: {
    title: "Add a page by its address",
    label: "Address, such as https://example.org/handbook",
    help: "The server fetches the page, and nothing but it. It honours robots.txt, and refuses addresses of private networks.",
    action: "Add",
  },
  folder: {
    title: "Add a source",
    label: "A folder of the server’s machine, or an address",
    help: "What is in it is read now, and the collection is brought in step with it whenever you ask: what has changed is read again, what has gone is taken out.",
    action: "Add and sync",
  },
} as const;

interface AddSheetProps {
  readonly kind: keyof typeof sheets;
  readonly collection: string;
  readonly onClose: () => void;
}

function AddSheet({ kind, collection, onClose }: AddSheetProps) {
  const { title, label, help, action } = sheets[kind];
  const [place, setPlace] = useState("");
  const add = (event: FormEvent): void => {
    event.preventDefault();
    const task =
      kind === "address" ? { kind: "fetch", urls: [place.trim()] } : { kind: "sync", sources: [place.trim()] };
    void startJob(collection, place.trim(), task);
    onClose();
  };
  return (
    <Sheet title={title} onClose={onClose}>
      <form className="add-form" onSubmit={add}>
        <p>{help}</p>
        <Field
          label={label}
          type={kind === "address" ? "url" : "text"}
          pattern={kind === "address" ? "https?://.+" : undefined}
          required
          value={place}
          onChange={(event) => setPlace(event.currentTarget.value)}
        />
        <Button kind="primary" type="submit">
          {action}
        </Button>
      </form>
    </Sheet>
  );
}
