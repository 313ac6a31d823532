import { type ChangeEvent, type FormEvent, useRef, useState } from "react";
import { type About, mayAdministrate } from "../api/index.ts";
import { readChosen } from "../dropping/index.ts";
import { Button, Field, Sheet, sizeOf } from "../pieces/index.ts";
import { AddSourceSheet } from "./add-source.tsx";
import { startJob, upload } from "./work.ts";

interface DropZoneProps {
  readonly collection: string;
  readonly about: About | undefined;
  /** True on the first run, when it fills the page. */
  readonly isBig?: boolean;
}

/** Shows the ways to add documents. Files can also be dropped anywhere on the page. */
export function DropZone({ collection, about, isBig = false }: DropZoneProps) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [asked, setAsked] = useState<"address" | "folder">();
  const take = (event: ChangeEvent<HTMLInputElement>): void => {
    const { files: chosen } = event.currentTarget;
    if (chosen !== null && chosen.length > 0) void upload(collection, readChosen(chosen));
    event.currentTarget.value = "";
  };
  const most = about === undefined ? "" : ` Up to ${sizeOf(about.maxUploadBytes)} each.`;
  return (
    <>
      <div className={`drop ${isBig ? "big" : ""}`}>
        <p className="grow">
          <b>
            <span className="by-mouse">Drop files or folders here</span>
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
          Add from URL
        </Button>
        {isBig && mayAdministrate(about) ? (
          <Button kind="plain" onClick={() => setAsked("folder")}>
            Connect a folder or site
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
      {asked === "address" ? <AddPageSheet collection={collection} onClose={() => setAsked(undefined)} /> : null}
      {asked === "folder" ? <AddSourceSheet collection={collection} onClose={() => setAsked(undefined)} /> : null}
    </>
  );
}

interface AddSheetProps {
  readonly collection: string;
  readonly onClose: () => void;
}

function AddPageSheet({ collection, onClose }: AddSheetProps) {
  const [place, setPlace] = useState("");
  const add = (event: FormEvent): void => {
    event.preventDefault();
    void startJob(collection, place.trim(), { kind: "fetch", urls: [place.trim()] });
    onClose();
  };
  return (
    <Sheet title="Add a page by its address" onClose={onClose}>
      <form className="add-form" onSubmit={add}>
        <p>The server fetches this page only. It respects robots.txt, and refuses addresses in private networks.</p>
        <Field
          label="Address, such as https://example.org/handbook"
          type="url"
          pattern="https?://.+"
          required
          value={place}
          onChange={(event) => setPlace(event.currentTarget.value)}
        />
        <Button kind="primary" type="submit">
          Add
        </Button>
      </form>
    </Sheet>
  );
}
