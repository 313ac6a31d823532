/** Parts of an error that callers see. */
interface DescribedError {
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
}

/** Messages of errors that name paths of the server's machine, for callers who may not know them. */
const MESSAGES: Readonly<Record<string, string>> = {
  "block-corrupt": "A part of the store is damaged.",
  "disk-full": "The disk of the server is full, so nothing of this change was saved.",
  "file-unreadable": "The server cannot read a file.",
  "file-unwritable": "The server cannot write a file.",
  "store-unavailable": "The server cannot read or write its store.",
  "store-version": "The store has a version that this server does not read.",
};

/** Returns the message and the hint of an error without paths of the server's machine. Its log has them. */
export function withoutPaths<Described extends DescribedError>(
  error: Described,
): Pick<DescribedError, "message" | "hint"> {
  const message = MESSAGES[error.code];
  if (message === undefined) return { message: error.message, hint: error.hint };
  const hint =
    error.code === "disk-full" ? "Ask for more space on the server, and retry." : "See the log of the server.";
  return { message, hint };
}
