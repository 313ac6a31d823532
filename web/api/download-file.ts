import { send } from "./call.ts";

/** Saves what a call answers as a file; a plain link could not send the key. */
export async function downloadFile(path: string, name: string): Promise<void> {
  const response = await send(path, { accept: "*/*" });
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser takes the file when it gets to it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
