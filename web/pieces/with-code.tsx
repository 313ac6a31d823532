import { Fragment } from "react";

/** A sentence of the server, with what stands between backticks as it is typed. */
export function WithCode({ text }: { readonly text: string }) {
  return text.split(/`([^`]+)`/).map((part, at) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text keep their places
    at % 2 === 1 ? <code key={at}>{part}</code> : <Fragment key={at}>{part}</Fragment>,
  );
}
