import { ContainerLimitError, type LoadedChild, MEGABYTE_BYTES } from "../../../core/index.ts";

const MAX_DEPTH = 3;
const MAX_MEMBERS = 10_000;
const MAX_BYTES = 256 * MEGABYTE_BYTES;

/** Limits of the members of one source, on all levels together. */
export interface MemberAllowance {
  /**
   * Takes a container's members off the allowance, or returns why they are refused.
   *
   * @param depth  depth of the container: 0 for a source that lies in none
   */
  refuse(children: readonly LoadedChild[], depth: number): ContainerLimitError | undefined;
}

/** Allows members nested up to 3 deep, up to 10,000 of them, and up to 256 MiB when unpacked. */
export function createMemberAllowance(): MemberAllowance {
  let membersLeft = MAX_MEMBERS;
  let bytesLeft = MAX_BYTES;
  return {
    refuse(children, depth) {
      if (children.length === 0) return undefined;
      if (depth >= MAX_DEPTH)
        return limitError(
          `The container is nested ${depth} deep; its members would be deeper than the limit of ${MAX_DEPTH}.`,
        );
      const bytes = children.reduce((sum, child) => sum + ("bytes" in child ? child.bytes.length : 0), 0);
      if (children.length > membersLeft)
        return limitError(
          `Together with the members before, the container's ${children.length} members are more than ${MAX_MEMBERS}.`,
        );
      if (bytes > bytesLeft)
        return limitError(
          `Together with the members before, the container's members are larger than ${MAX_BYTES / MEGABYTE_BYTES} MiB.`,
        );
      membersLeft -= children.length;
      bytesLeft -= bytes;
      return undefined;
    },
  };
}

function limitError(message: string): ContainerLimitError {
  return new ContainerLimitError(message, { hint: "Unpack it and add the files." });
}
