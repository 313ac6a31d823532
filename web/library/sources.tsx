import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { callApi, collectionPath } from "../api/index.ts";
import { Button, countOf, momentOf, Sheet, Trouble } from "../pieces/index.ts";
import { onDocumentsChanged, startJob, tellDocumentsChanged } from "./work.ts";

interface Source {
  readonly uri: string;
  readonly documents: number;
  readonly addedAt: string;
  readonly syncedAt?: string;
}

/** Folders of the server's machine and addresses that the collection is kept in step with. */
export function Sources({ collection }: { readonly collection: string }) {
  const client = useQueryClient();
  const { data, error } = useQuery({
    queryKey: ["sources", collection],
    queryFn: ({ signal }) =>
      callApi<{ readonly sources: readonly Source[] }>(collectionPath(collection, "sources"), { signal }),
  });
  const [leaving, setLeaving] = useState<Source>();
  useEffect(
    () => onDocumentsChanged((changed) => void client.invalidateQueries({ queryKey: ["sources", changed] })),
    [client],
  );
  if (error !== null) return <Trouble title="The sources could not be listed" error={error} />;
  if (data === undefined || data.sources.length === 0) return null;
  return (
    <section className="sources" aria-labelledby="sources-h">
      <h2 id="sources-h">Sources</h2>
      <ul>
        {data.sources.map((source) => (
          <li key={source.uri}>
            <span className="place">{source.uri}</span>
            <span className="quiet">
              {countOf(source.documents, "document")},{" "}
              {source.syncedAt === undefined ? "not synced to its end yet" : `synced ${momentOf(source.syncedAt)}`}
            </span>
            <span className="do">
              <Button
                kind="plain"
                aria-label={`Sync ${source.uri} now`}
                onClick={() => void startJob(collection, source.uri, { kind: "sync", sources: [source.uri] })}
              >
                Sync now
              </Button>
              <Button kind="plain" aria-label={`Forget ${source.uri}`} onClick={() => setLeaving(source)}>
                Forget
              </Button>
            </span>
          </li>
        ))}
      </ul>
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
    <Sheet title="Forget this source?" onClose={onClose}>
      <div className="add-form">
        <p>
          {source.uri} will not be synced any more. Its {countOf(source.documents, "document")} can stay as they are, or
          go from the collection; the files themselves are not touched.
        </p>
        {failure === undefined ? null : <Trouble title="It could not be forgotten" error={failure} />}
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
