/** Appends items to a list. Unlike `push(...items)`, it works for any number of them: arguments lie on the stack. */
export function append<T>(list: T[], items: Iterable<T>): void {
  for (const item of items) list.push(item);
}
