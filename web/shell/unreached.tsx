import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { callApi, isReached } from "../api/index.ts";
import { Button, Icon } from "../pieces/index.ts";

const LOOK_EVERY_MS = 4_000;

/** Says that the server cannot be reached, and checks until it is back. Then repeats the failed calls. */
export function Unreached() {
  const isThere = isReached.use();
  const client = useQueryClient();
  const [looks, setLooks] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt schedules the next one
  useEffect(() => {
    if (isThere) return;
    const timer = setTimeout(() => setLooks((before) => before + 1), LOOK_EVERY_MS);
    return () => clearTimeout(timer);
  }, [isThere, looks]);
  useEffect(() => {
    if (looks === 0 || isReached.get()) return;
    callApi("/about").then(
      () => client.refetchQueries({ predicate: ({ state }) => state.status === "error" }),
      // The next attempt reports the state.
      () => undefined,
    );
  }, [looks, client]);
  if (isThere) return null;
  return (
    <div className="unreached" role="status">
      <Icon name="stop" />
      <p>
        <b>The server cannot be reached.</b> The page shows older data. It keeps what you type. Check that{" "}
        <code>lydian serve</code> runs.
      </p>
      <Button onClick={() => setLooks((before) => before + 1)}>Try now</Button>
    </div>
  );
}
