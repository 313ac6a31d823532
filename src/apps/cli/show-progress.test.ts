import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { fakeTerminal } from "./fixtures/fake-terminal.ts";
import { showProgress } from "./show-progress.ts";
import { showSteps } from "./show-steps.ts";

const { signal } = new AbortController();
const listeners = () => getEventListeners(signal, "abort").length;

describe("the progress of a command", () => {
  it.each([
    ["that reads documents", showProgress],
    ["in steps", showSteps],
  ])("%s listens to the signal only until it is stopped", async (_, show) => {
    const progress = await show({ terminal: fakeTerminal(), signal }, { embeds: false });
    expect(listeners()).toBe(1);

    progress.stop();
    progress.stop();
    expect(listeners()).toBe(0);
  });
});
