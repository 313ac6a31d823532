import { expect, it } from "vitest";
import { startChild } from "./start-child.ts";

it("a process that closes a model in use ends after it, and not before", async () => {
  const child = startChild("close-while-running.mjs", []);
  expect(await child.ended).toEqual({ exit: 0, stderr: "" });
  expect(child.lines).toEqual(["closed"]);
});
