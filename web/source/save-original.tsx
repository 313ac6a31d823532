import { useMutation } from "@tanstack/react-query";
import { collectionPath, type DocumentName, downloadFile } from "../api/index.ts";
import { IconButton } from "../pieces/index.ts";

interface SaveOriginalProps {
  readonly name: DocumentName;
  readonly uri: string;
}

/** Saves the file as it was added. The browser never opens it as a page. */
export function SaveOriginal({ name: { collection, documentId }, uri }: SaveOriginalProps) {
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => downloadFile(collectionPath(collection, "documents", documentId, "original"), fileNameOf(uri)),
  });
  return (
    <>
      <span className="said" role="status">
        {error?.message}
      </span>
      <IconButton icon="download" label="Save the original file" disabled={isPending} onClick={() => mutate()} />
    </>
  );
}

function fileNameOf(uri: string): string {
  const last = uri.split(/[/!]/).at(-1) ?? "";
  try {
    return decodeURIComponent(last) || "document";
  } catch (error) {
    if (error instanceof URIError) return last;
    throw error;
  }
}
