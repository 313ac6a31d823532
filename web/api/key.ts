const NAME = "lydian.key";

let waiting: (() => void)[] = [];
let listeners: (() => void)[] = [];

const tell = (): void => {
  for (const listener of listeners) listener();
};

export const storedKey = (): string | null => sessionStorage.getItem(NAME);

/** Returns whether a call waits for a key. */
export const isKeyWanted = (): boolean => waiting.length > 0;

/** Returns whether the stored key was rejected or revoked. */
export const isKeyRefused = (): boolean => isKeyWanted() && storedKey() !== null;

export function onKeyWanted(listener: () => void): () => void {
  listeners = [...listeners, listener];
  return () => {
    listeners = listeners.filter((one) => one !== listener);
  };
}

/** Asks the user for a key, and waits until there is one. */
export function wantKey(): Promise<void> {
  return new Promise((resolve) => {
    waiting = [...waiting, resolve];
    tell();
  });
}

/** Stores a key until the tab is closed, and lets the waiting calls continue. */
export function giveKey(key: string): void {
  sessionStorage.setItem(NAME, key);
  const all = waiting;
  waiting = [];
  for (const resolve of all) resolve();
  tell();
}
