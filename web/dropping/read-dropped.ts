/** A file and its path below what was dropped or chosen. */
export interface ChosenFile {
  readonly path: string;
  readonly file: File;
}

/** Files that systems leave in folders, and that nobody means. */
const LEFTOVERS = /^(\.DS_Store|Thumbs\.db|desktop\.ini|~\$.*|\._.*)$/;

/**
 * All files that were dropped, those in folders as well. It has to be called within the event, since the browser forgets
 * what was dropped when that has ended.
 */
export async function readDropped(transfer: DataTransfer): Promise<readonly ChosenFile[]> {
  const items = [...transfer.items].filter(({ kind }) => kind === "file");
  const entries = items.flatMap((item) => item.webkitGetAsEntry() ?? []);
  // What is no file of a disk, such as a picture dragged out of another page, has no entry.
  const loose = items.flatMap((item) => (item.webkitGetAsEntry() === null ? (item.getAsFile() ?? []) : []));
  const found: ChosenFile[] = loose.map((file) => ({ path: file.name, file }));
  for (const entry of entries) await collect(entry, found);
  return found;
}

/** Reads the files chosen in a dialog, with paths if a folder was chosen. */
export function readChosen(files: FileList): readonly ChosenFile[] {
  return [...files]
    .map((file) => ({ path: file.webkitRelativePath === "" ? file.name : file.webkitRelativePath, file }))
    .filter(({ file }) => !LEFTOVERS.test(file.name));
}

async function collect(entry: FileSystemEntry, found: ChosenFile[]): Promise<void> {
  if (LEFTOVERS.test(entry.name)) return;
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    found.push({ path: entry.fullPath.replace(/^\/+/, ""), file });
    return;
  }
  if (isFolder(entry)) for (const inside of await listFolder(entry.createReader())) await collect(inside, found);
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

/** A browser gives a hundred at a time, and none at the end. */
async function listFolder(reader: FileSystemDirectoryReader): Promise<readonly FileSystemEntry[]> {
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}
