/** Returns one line a fault: `path:line  what is wrong`. */
export function wordingFaults(path: string, text: string): readonly string[];
