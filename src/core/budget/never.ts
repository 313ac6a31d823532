/**
 * A signal that never aborts, for tests and for calls that run once in a process. Whatever listens to it stays in
 * memory, so a call that runs often makes a separate signal.
 */
export const never: AbortSignal = new AbortController().signal;
