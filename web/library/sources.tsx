import { useState } from "react";
import { callApi, collectionPath } from "../api/index.ts";
import { Button, countOf, Sheet, Trouble } from "../pieces/index.ts";
import { AddSourceSheet } from "./add-source.tsx";
import { readableUri, SourceRow } from "./source-row.tsx";
import { type Source, useSources } from "./use-sources.ts";
import { tellDocumentsChanged } from "./work.ts";
import "./sources.css";

/** Lists the synced folders and web addresses of a collection. */
export function Sources({ collection }: { readonly collection: string }) {
  const { sources, error } = useSources(collection);
  const [leaving, setLeaving] = useState<Source>();
  const [isAdding, setIsAdding] = useState(false);
  if (error !== null) return <Trouble title="The sources could not be listed" error={error} />;
  return (
    <section className="sources" aria-labelledby="sources-h">
      <header>
        <h2 id="sources-h">Sources</h2>
        <Button kind="plain" onClick={() => setIsAdding(true)}>
          Connect a folder or site
        </Button>
      </header>
      {sources.length === 0 ? (
        <p className="quiet">Keep this collection in sync with a folder on the server or a website.</p>
      ) : (
        <ul>
          {sources.map((source) => (
            <SourceRow key={source.uri} collection={collection} source={source} onForget={() => setLeaving(source)} />
          ))}
        </ul>
      )}
      {isAdding ? <AddSourceSheet collection={collection} onClose={() => setIsAdding(false)} /> : null}
      {leaving === undefined ? null : (
        <ForgetSheet collection={collection} source={leaving} onClose={() => setLeaving(undefined)} />
      )}
    </section>
  );
}

interface ForgetSheetProps {
  readonly collection: string;
  readonly source: Source;
  readonly onClose: () => void;
}

function ForgetSheet({ collection, source, onClose }: ForgetSheetProps) {
  const [failure, setFailure] = useState<Error>();
  const forget = async (keep: boolean): Promise<void> => {
    const query = new URLSearchParams({ uri: source.uri, keep: `${keep}` });
    try {
      await callApi(`${collectionPath(collection, "sources")}?${query}`, { method: "DELETE" });
      tellDocumentsChanged(collection);
      onClose();
    } catch (error) {
      setFailure(error instanceof Error ? error : new Error(String(error)));
    }
  };
  return (
    <Sheet title="Remove this source?" onClose={onClose}>
      <div className="add-form">
        <p>
          {readableUri(source.uri)} will no longer be synced. Keep its {countOf(source.documents, "document")} in the
          collection, or delete them from it. The files themselves are not touched.
        </p>
        {failure === undefined ? null : <Trouble title="The source was not removed" error={failure} />}
        <p className="do">
          <Button kind="primary" onClick={() => void forget(true)}>
            Keep the documents
          </Button>
          <Button onClick={() => void forget(false)}>Delete them</Button>
        </p>
      </div>
    </Sheet>
  );
}
