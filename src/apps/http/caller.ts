import {
  type AccessKey,
  type Caller,
  canRead,
  defined,
  everything,
  type Job,
  type JobOutcome,
  LOCAL_CALLER_ID,
  NotPermittedError,
  type Permission,
  seesCollection,
} from "../../core/index.ts";
import { withoutPaths } from "../present/index.ts";

/**
 * The caller on a server that only this machine can reach and that requires no key. This may be any user of the
 * machine, so a machine with several users needs `server.requireKey`.
 */
export const localCaller: Caller = { id: LOCAL_CALLER_ID, permission: "admin", scope: everything };

export function callerOf({ id, permission, scope, collections }: AccessKey): Caller {
  return defined({ id, permission, scope, collections });
}

/**
 * Returns whether the caller may see a job. A job that adds documents is visible to those who may read them. Other jobs
 * can name any document, so they are visible only to callers who may read all.
 */
export function seesJob(caller: Caller, { collection, task }: Job): boolean {
  if (!seesCollection(caller, collection)) return false;
  const hasLabels = task.kind === "upload" || task.kind === "fetch";
  return hasLabels ? canRead(caller.scope, task.accessLabels) : caller.scope.kind === "everything";
}

const order: readonly Permission[] = ["read", "write", "admin"];

/** @throws {NotPermittedError} if the key of the caller lacks `permission` */
export function requirePermission(caller: Caller, permission: Permission): void {
  if (order.indexOf(caller.permission) >= order.indexOf(permission)) return;
  throw new NotPermittedError(`This key has the permission "${caller.permission}"; the call needs "${permission}".`, {
    hint: `Use a key created with \`lydian keys add NAME --permission ${permission}\`.`,
  });
}

/**
 * Checks a call that reveals all documents of a collection, whatever their labels.
 *
 * @throws {NotPermittedError} if the key of the caller lacks `permission`, or gives access only to documents with some labels
 */
export function requireAllDocuments(caller: Caller, permission: Permission): void {
  requirePermission(caller, permission);
  if (caller.scope.kind === "everything") return;
  throw new NotPermittedError("This call reveals all documents, but the key gives access only to some of them.", {
    hint: "Use a key that was created without `--label`.",
  });
}

/** Returns whether the caller may read every document of every collection. */
export const seesWholeStore = ({ scope, collections }: Caller): boolean =>
  scope.kind === "everything" && collections === undefined;

/**
 * Checks a call that reveals something about all collections.
 *
 * @throws {NotPermittedError} if the key of the caller lacks `permission`, or gives access only to some documents or collections
 */
export function requireWholeStore(caller: Caller, permission: Permission): void {
  requireAllDocuments(caller, permission);
  if (seesWholeStore(caller)) return;
  throw new NotPermittedError(
    "This call concerns the whole store, but the key gives access only to some collections.",
    {
      hint: "Use a key that was created without `--only`.",
    },
  );
}

/**
 * Returns a job as the caller may see it, without removed documents that the caller could not read. Only administrators
 * of the whole store see paths of the server's machine.
 */
export function jobFor(caller: Caller, { outcomes, ...rest }: Job): Job {
  const job = { ...rest, outcomes: outcomes.filter((outcome) => seesOutcome(caller, outcome)) };
  if (job.error === undefined || (caller.permission === "admin" && seesWholeStore(caller))) return job;
  const { code } = job.error;
  return { ...job, error: defined({ code, ...withoutPaths(job.error) }) };
}

/** A job reads files for its own labels. What it removes may have had others: a member that its container has lost. */
function seesOutcome({ scope }: Caller, { outcome, accessLabels }: JobOutcome): boolean {
  if (outcome !== "removed" || scope.kind === "everything") return true;
  return accessLabels !== undefined && canRead(scope, accessLabels);
}
