import type { Watch, WatchStore } from "../core/index.ts";
import { registerSources } from "../library/index.ts";
import type { ServerParts } from "./server-parts.ts";

export type WatchedFolder = Pick<Watch, "collection" | "uri">;

export const isSame = (one: WatchedFolder, other: WatchedFolder): boolean =>
  one.collection === other.collection && one.uri === other.uri;

interface RegistrationParts extends Pick<ServerParts, "read" | "write" | "uriOfPath" | "clock"> {
  readonly state: { read(): Promise<Pick<WatchStore, "listWatches"> | undefined> };
}

/**
 * Makes a watched folder that was never synced a source of its collection, unless it is being removed at this moment.
 */
export async function registerWatched(
  parts: RegistrationParts,
  folder: WatchedFolder,
  signal: AbortSignal,
): Promise<void> {
  const { collection, uri } = folder;
  // The server learns up to a second later that a watch has ended, and a removed source must not be seen again.
  if (!(await isWatched(parts, folder, signal))) return;
  const registered = await registerSources(parts, collection, [uri], {}, signal);
  if (registered.length === 0) return;

  // Removing a source ends its watch first and removes the source second, so one of the two calls sees the other.
  if (await isWatched(parts, folder, signal)) return;
  await (await parts.write()).writer.removeSource(collection, uri, signal);
}

async function isWatched(
  { state }: Pick<RegistrationParts, "state">,
  folder: WatchedFolder,
  signal: AbortSignal,
): Promise<boolean> {
  const watches = (await (await state.read())?.listWatches(signal)) ?? [];
  return watches.some((one) => isSame(one, folder));
}
