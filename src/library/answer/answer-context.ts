import type { Grounded, GuardEngine } from "../../core/index.ts";
import type { Masks } from "../guard/guard-model.ts";
import type { GuardedParts } from "../guard/guard-parts.ts";
import type { SearchContext } from "../search/open-search.ts";

/** Context of a call that answers under its own guard. */
export interface AnswerContext extends SearchContext {
  /** Returns the parts that another guard changes. The masks are those of a conversation. */
  guardedBy(guard: GuardEngine, masks?: Masks): GuardedParts;
  /** Receives an answer that a person must see before it is shown. */
  readonly hold?: (draft: Grounded) => void;
  /** Masks of the call's conversation. */
  readonly masks?: Masks;
}

/**
 * Returns the context of the same call under another guard, with the masks of its conversation. Without
 * them, each prompt has its own.
 */
export function underGuard(context: AnswerContext, guard: GuardEngine, masks?: Masks): AnswerContext {
  return { ...context, masks, parts: { ...context.parts, ...context.guardedBy(guard, masks) } };
}
