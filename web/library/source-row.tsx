import { useId, useState } from "react";
import { callApi, collectionPath } from "../api/index.ts";
import { Button, countOf, Icon, momentOf, Trouble } from "../pieces/index.ts";
import type { Source } from "./use-sources.ts";
import { startJob, tellDocumentsChanged } from "./work.ts";

/** Hint for a missing source; the server's own is meant for a terminal. */
const BACK = "It will be synced when it is available again. If it is gone for good, remove it.";

interface SourceRowProps {
  readonly collection: string;
  readonly source: Source;
  readonly onForget: () => void;
}

/** Row of a source: its state, its last error, and its actions. */
export function SourceRow({ collection, source, onForget }: SourceRowProps) {
  const { uri, watch } = source;
  const name = readableUri(uri);
  return (
    <li>
      <span className="place">
        {name}
        <span className="quiet">{describeSource(source)}</span>
      </span>
      <span className="do">
        {uri.startsWith("file:") ? <WatchSwitch collection={collection} source={source} /> : null}
        <Button
          kind="plain"
          aria-label={`Sync ${name} now`}
          onClick={() => void startJob(collection, name, { kind: "sync", sources: [uri] })}
        >
          Sync now
        </Button>
        <Button kind="plain" aria-label={`Remove ${name}`} onClick={onForget}>
          Remove
        </Button>
      </span>
      {watch?.problem === undefined ? null : (
        <p className="note" role="status">
          <Icon name="warn" />
          <span>
            Since {momentOf(watch.problem.since)}: {watch.problem.message}{" "}
            {watch.problem.code === "source-unavailable" ? BACK : watch.problem.hint}
          </span>
        </p>
      )}
    </li>
  );
}

/** Switch for watching a folder. It changes at once, and changes back if the server refuses. */
function WatchSwitch({ collection, source }: Pick<SourceRowProps, "collection" | "source">) {
  const [wanted, setWanted] = useState<boolean>();
  const [failure, setFailure] = useState<Error>();
  const id = useId();
  const isOn = wanted ?? source.watch !== undefined;
  const change = async (watch: boolean): Promise<void> => {
    setWanted(watch);
    setFailure(undefined);
    try {
      await callApi(collectionPath(collection, "sources"), { method: "PATCH", body: { uri: source.uri, watch } });
      tellDocumentsChanged(collection);
    } catch (error) {
      setFailure(error instanceof Error ? error : new Error(String(error)));
    } finally {
      setWanted(undefined);
    }
  };
  return (
    <>
      <label className="switch" htmlFor={id}>
        <input
          id={id}
          type="checkbox"
          role="switch"
          checked={isOn}
          aria-checked={isOn}
          disabled={wanted !== undefined}
          onChange={(event) => void change(event.currentTarget.checked)}
        />
        Watch<span className="sr"> {readableUri(source.uri)}</span>
      </label>
      {failure === undefined ? null : <Trouble title="Watching could not be changed" error={failure} />}
    </>
  );
}

function describeSource({ documents, syncedAt, depth, accessLabels }: Source): string {
  const parts = [
    countOf(documents, "document"),
    syncedAt === undefined ? "not completely synced yet" : `synced ${momentOf(syncedAt)}`,
    ...(depth === undefined || depth === 0 ? [] : [`${countOf(depth, "link")} deep`]),
    ...(accessLabels.length === 0 ? [] : [`only for ${accessLabels.join(", ")}`]),
  ];
  return parts.join(", ");
}

/** Returns the path of a `file:` URI, and any other URI unchanged. */
export function readableUri(uri: string): string {
  if (!uri.startsWith("file:///")) return uri;
  try {
    return decodeURIComponent(uri.slice("file://".length));
  } catch (error) {
    if (error instanceof URIError) return uri;
    throw error;
  }
}
