import {
  type AccessKey,
  type Caller,
  canRead,
  defined,
  everything,
  type Job,
  LOCAL_CALLER_ID,
  NotPermittedError,
  type Permission,
  seesCollection,
} from "../../core/index.ts";

/**
 * The caller on a server that only this machine can reach and that requires no key. This may be any user of the machine,
 * so a machine with several users needs `server.requireKey`.
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
 * Checks a call that reveals all documents, whatever their labels.
 *
 * @throws {NotPermittedError} if the key of the caller lacks `permission`, or opens only documents with some labels
 */
export function requireWholeStore(caller: Caller, permission: Permission): void {
  requirePermission(caller, permission);
  if (caller.scope.kind === "everything") return;
  throw new NotPermittedError("This call reveals all documents, but the key opens only some of them.", {
    hint: "Use a key that was created without `--label`.",
  });
}
