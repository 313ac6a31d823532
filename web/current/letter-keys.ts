const NAME = "lydian.keys";

export const areKeysOn = (): boolean => localStorage.getItem(NAME) !== "off";
export const switchKeys = (isOn: boolean): void => localStorage.setItem(NAME, isOn ? "on" : "off");

/**
 * Returns whether a key press must not trigger a shortcut: it is text input, has a modifier key, or shortcuts are off.
 */
export function isTyped(event: KeyboardEvent): boolean {
  if (event.metaKey || event.ctrlKey || event.altKey || event.isComposing || !areKeysOn()) return true;
  const { target } = event;
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
