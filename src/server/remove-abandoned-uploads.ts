import type { ServerParts } from "./server-parts.ts";

/**
 * Time after which an upload that did not change is abandoned. An upload without progress is cut off long before, also
 * one to another server of the same store.
 */
const ABANDONED_AFTER_MS = 10 * 60_000;

/**
 * Removes the files of uploads that a killed server has left: those without a job that is still to run.
 *
 * @param failed  reports why the files of one upload stay; the others are removed
 * @throws {FileUnreadableError} if the uploads cannot be listed
 */
export async function removeAbandonedUploads(
  { uploads, state, clock }: Pick<ServerParts, "uploads" | "state" | "clock">,
  failed: (error: unknown) => void,
  signal: AbortSignal,
): Promise<void> {
  const jobs = await uploads.list();
  if (jobs.length === 0) return;

  const store = await state.read();
  // A job that is not trusted yet cannot be read, but its files must be there once it is.
  const untrusted = (await store?.untrustedParts(signal)) ?? [];
  if (untrusted.some(({ kind }) => kind === "job")) return;
  const isAbandoned = async (job: string) => {
    const changedAtMs = await uploads.changedAtMs(job);
    if (changedAtMs === undefined || clock.now() - changedAtMs <= ABANDONED_AFTER_MS) return false;
    const status = (await store?.readJob(job, signal))?.status;
    return status !== "waiting" && status !== "running";
  };
  for (const job of jobs) {
    try {
      if (await isAbandoned(job)) await uploads.remove(job);
    } catch (error) {
      failed(error);
    }
  }
}
