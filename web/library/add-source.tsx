import { type FormEvent, useId, useState } from "react";
import { Button, Field, Sheet } from "../pieces/index.ts";
import { addSource } from "./work.ts";
import "./sources.css";

/** Asks for a folder or a web address to sync. */
export function AddSourceSheet({ collection, onClose }: { readonly collection: string; readonly onClose: () => void }) {
  const [place, setPlace] = useState("");
  const [isWatched, setIsWatched] = useState(true);
  const id = useId();
  const isAddress = /^https?:/i.test(place.trim());
  const add = (event: FormEvent): void => {
    event.preventDefault();
    void addSource(collection, { uri: place.trim(), watch: isWatched && !isAddress });
    onClose();
  };
  return (
    <Sheet title="Connect a folder or site" onClose={onClose}>
      <form className="add-form" onSubmit={add}>
        <p>
          Enter a folder on the server, such as <code>/srv/handbook</code>, or a web address. Its documents are added
          now. Each sync reads changed documents again and removes missing ones.
        </p>
        <Field
          label="Folder or address"
          required
          value={place}
          onChange={(event) => setPlace(event.currentTarget.value)}
        />
        <label className="switch" htmlFor={id}>
          <input
            id={id}
            type="checkbox"
            role="switch"
            checked={isWatched && !isAddress}
            aria-checked={isWatched && !isAddress}
            disabled={isAddress}
            onChange={(event) => setIsWatched(event.currentTarget.checked)}
          />
          <span>
            Watch the folder
            <span className="quiet">
              {isAddress
                ? "Only folders can be watched: a site does not say when it changes."
                : "The server syncs the folder after each change."}
            </span>
          </span>
        </label>
        <Button kind="primary" type="submit">
          Add
        </Button>
      </form>
    </Sheet>
  );
}
