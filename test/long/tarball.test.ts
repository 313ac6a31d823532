import { describe } from "vitest";
import { testTarball } from "../e2e/test-tarball.ts";

describe("the packed tarball", () => {
  testTarball("installs in an empty folder without any setting", () => ({}));
});
