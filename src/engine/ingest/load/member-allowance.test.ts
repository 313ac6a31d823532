import { describe, expect, it } from "vitest";
import { createMemberAllowance } from "./member-allowance.ts";

const members = (count: number, bytes = new Uint8Array(1)) =>
  Array.from({ length: count }, () => ({ name: "a", bytes }));

describe("createMemberAllowance", () => {
  it("accepts the members of a container that is nested 2 deep, and refuses them one level deeper", () => {
    const allowance = createMemberAllowance();
    expect(allowance.refuse(members(1), 2)).toBeUndefined();
    expect(allowance.refuse(members(1), 3)?.code).toBe("container-limit");
    expect(allowance.refuse(members(1), 3)?.message).toMatch(/3 deep/);
    expect(allowance.refuse([], 3)).toBeUndefined();
  });

  it("counts the members of all levels together", () => {
    const allowance = createMemberAllowance();
    expect(allowance.refuse(members(9_999), 0)).toBeUndefined();
    expect(allowance.refuse(members(2), 1)?.message).toMatch(/10000/);
    expect(allowance.refuse(members(1), 1)).toBeUndefined();
  });

  it("counts the bytes of all members together", () => {
    const allowance = createMemberAllowance();
    const large = new Uint8Array(8 * 1_048_576);
    expect(allowance.refuse(members(32, large), 0)).toBeUndefined();
    expect(allowance.refuse(members(1), 1)?.message).toMatch(/256 MiB/);
  });
});
