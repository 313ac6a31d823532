/** Dropped or chosen file. The path of a file in a folder begins with the name of that folder. */
export interface ChosenFile {
  readonly path: string;
  readonly file: File;
}

/** Names of files that operating systems and editors leave in folders. They are never added. */
const LEFTOVERS = /^(\.DS_Store|Thumbs\.db|desktop\.ini|~\$.*|\._.*)$/;

/**
 * Returns all dropped files, including those in folders. Must be called during the drop event, since the browser
 * forgets the files when the event ends.
 */
export async function readDropped(transfer: DataTransfer): Promise<readonly ChosenFile[]> {
  const items = [...transfer.items].filter(({ kind }) => kind === "file");
  const entries = items.flatMap((item) => item.webkitGetAsEntry() ?? []);
  // A file that does not come from a disk has no entry, for example a picture dragged from another page.
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

/** Lists a folder. The browser returns at most a hundred entries at a time, and none at the end. */
async function listFolder(reader: FileSystemDirectoryReader): Promise<readonly FileSystemEntry[]> {
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}
