import { defined } from "../../core/index.ts";
import {
  type AccessKey,
  type AccessScope,
  canRead,
  everything,
  type Job,
  NotPermittedError,
  type Permission,
} from "../../index.ts";

/** Who asks, what they may do, and what of the store is there for them. */
export interface Caller {
  /** The id of a key, or `local` for whoever asks from this machine where no key is demanded. */
  readonly id: string;
  readonly permission: Permission;
  readonly scope: AccessScope;
  /** Absent: all. */
  readonly collections?: readonly string[];
}

/** Whoever can reach a server that listens on this machine alone could read the store's files as well. */
export const localCaller: Caller = { id: "local", permission: "admin", scope: everything };

export function callerOf({ id, permission, scope, collections }: AccessKey): Caller {
  return defined({ id, permission, scope, collections });
}

/** Whether a collection is there for this caller. */
export function seesCollection({ collections }: Caller, name: string): boolean {
  return collections === undefined || collections.includes(name);
}

/**
 * Whether a job is there for this caller: one that adds documents for those who may read them, others, which tell of documents of any
 * label, for who may read all.
 */
export function seesJob(caller: Caller, { collection, task }: Job): boolean {
  if (!seesCollection(caller, collection)) return false;
  const isOfLabels = task.kind === "upload" || task.kind === "fetch";
  return isOfLabels ? canRead(caller.scope, task.accessLabels) : caller.scope.kind === "everything";
}

const order: readonly Permission[] = ["read", "write", "admin"];

/** @throws {NotPermittedError} if the caller's key does not open what needs `permission` */
export function requirePermission(caller: Caller, permission: Permission): void {
  if (order.indexOf(caller.permission) >= order.indexOf(permission)) return;
  throw new NotPermittedError(`This key may ${caller.permission}; the call needs "${permission}".`, {
    hint: `Use a key made with \`lydian keys add NAME --permission ${permission}\`.`,
  });
}

/**
 * For what tells of all documents, whichever labels they have.
 *
 * @throws {NotPermittedError} if the caller's key does not open what needs `permission`, or only documents of some labels
 */
export function requireWholeStore(caller: Caller, permission: Permission): void {
  requirePermission(caller, permission);
  if (caller.scope.kind === "everything") return;
  throw new NotPermittedError("This call tells of all documents, and the key opens only some of them.", {
    hint: "Use a key that was made without `--label`.",
  });
}
