import { createStore } from "../api/index.ts";

const NAME = "lydian.private";

const store = createStore(sessionStorage.getItem(NAME) === "on");

/** Whether questions of this tab are kept nowhere: not on the server, and not in the tab beyond this visit. */
export const usePrivacy = store.use;

export function switchPrivacy(isOn: boolean): void {
  if (isOn) sessionStorage.setItem(NAME, "on");
  else sessionStorage.removeItem(NAME);
  store.set(isOn);
}
