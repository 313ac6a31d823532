import { createStore } from "../api/index.ts";

const NAME = "lydian.private";

const store = createStore(sessionStorage.getItem(NAME) === "on");

/** True if questions of this tab are saved neither on the server nor in the browser. */
export const usePrivacy = store.use;

export function switchPrivacy(isOn: boolean): void {
  if (isOn) sessionStorage.setItem(NAME, "on");
  else sessionStorage.removeItem(NAME);
  store.set(isOn);
}
