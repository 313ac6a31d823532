import { send } from "./call.ts";

/** Saves the response of a call as a file. A plain link could not send the key. */
export async function downloadFile(path: string, name: string): Promise<void> {
  const response = await send(path, { accept: "*/*" });
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the file later, so its address must stay valid for a while.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
