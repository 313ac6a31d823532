import type { ServerParts } from "./server-parts.ts";

/**
 * Time after which an upload that did not change is abandoned. An upload without progress is cut off long before, also one to
 * another server of the same store.
 */
const ABANDONED_AFTER_MS = 10 * 60_000;

/** Removes the files of uploads that a killed server has left: those without a job that is still to run. */
export async function removeAbandonedUploads(
  { uploads, state, clock }: Pick<ServerParts, "uploads" | "state" | "clock">,
  signal: AbortSignal,
): Promise<void> {
  const abandoned = (await uploads.list()).filter(({ changedAtMs }) => clock.now() - changedAtMs > ABANDONED_AFTER_MS);
  if (abandoned.length === 0) return;

  const store = await state.read();
  // A job that is not trusted yet cannot be read, but its files must be there once it is.
  const untrusted = (await store?.untrustedParts(signal)) ?? [];
  if (untrusted.some(({ kind }) => kind === "job")) return;
  for (const { job } of abandoned) {
    const status = (await store?.readJob(job, signal))?.status;
    if (status !== "waiting" && status !== "running") await uploads.remove(job);
  }
}
