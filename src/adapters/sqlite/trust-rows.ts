import type { Source, TrustStore } from "../../core/index.ts";
import { type Connection, inTransaction } from "./connection.ts";
import type { MarkedRow, MarkTable } from "./mark-table.ts";
import { unfinishedJobs } from "./state-jobs.ts";
import { usableKeys } from "./state-keys.ts";
import { watchRows } from "./state-watches.ts";
import type { RunWhenFree } from "./when-free.ts";

/** Creates the record of the keys, watches and jobs that the user made or trusts. */
export function createTrustStore(connection: Connection, marks: MarkTable, whenFree: RunWhenFree): TrustStore {
  const parts = () => [...usableKeys(connection), ...watchRows(connection), ...unfinishedJobs(connection)];
  return {
    trustedSources: (sources, signal) =>
      whenFree(() => sources.filter((source) => marks.counts(markedSource(source))), signal),
    trustSource: (source, signal) => whenFree(() => marks.add(markedSource(source)), signal),
    untrustedParts: (signal) =>
      whenFree(
        () =>
          parts()
            .filter((row) => !marks.counts(row))
            .map(({ kind, name }) => ({ kind, name })),
        signal,
      ),
    trustParts: (signal) =>
      whenFree(() => {
        inTransaction(connection, () => {
          for (const row of parts()) marks.add(row);
        });
      }, signal),
    removeTrust: (signal) => whenFree(() => marks.clear() > 0, signal),
  };
}

function markedSource({ collection, uri, options }: Source): MarkedRow {
  const { metadata, metadataRules, accessLabels, depth = null } = options;
  const content = [metadata, metadataRules, accessLabels].map((value) => JSON.stringify(value));
  return { kind: "source", id: JSON.stringify([collection, uri]), name: uri, content: [...content, depth] };
}
