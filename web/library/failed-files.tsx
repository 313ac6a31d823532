import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { FailedFile } from "../../src/core/index.ts";
import { callApi, collectionPath } from "../api/index.ts";
import { countOf, Trouble, WithCode } from "../pieces/index.ts";
import { readableUri } from "./source-row.tsx";
import { onDocumentsChanged } from "./work.ts";

/** Lists the files that were not added, and why, until they are added or gone. */
export function FailedFiles({ collection }: { readonly collection: string }) {
  const { failed, error } = useFailedFiles(collection);
  if (error !== null) return <Trouble title="The files that were not added could not be listed" error={error} />;
  if (failed.length === 0) return null;
  return (
    <details className="failed-files">
      <summary>{countOf(failed.length, "file")} not added</summary>
      <ul className="failures">
        {failed.map(({ uri, message, hint = "" }) => (
          <li key={uri}>
            <b>{readableUri(uri.replace(/^upload:\/\/[^/]*\//, ""))}</b> <WithCode text={`${message} ${hint}`} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function useFailedFiles(collection: string): { readonly failed: readonly FailedFile[]; readonly error: Error | null } {
  const client = useQueryClient();
  const { data, error } = useQuery({
    queryKey: ["failed-files", collection],
    queryFn: ({ signal }) =>
      callApi<{ readonly failed: readonly FailedFile[] }>(collectionPath(collection, "failed-files"), { signal }),
  });
  useEffect(
    () => onDocumentsChanged((changed) => void client.invalidateQueries({ queryKey: ["failed-files", changed] })),
    [client],
  );
  return { failed: data?.failed ?? [], error };
}
