import { useEffect, useState } from "react";

/** Pause in typing after which the server is called. */
const SETTLED_MS = 150;

/** Returns a value once it has stopped changing. */
export function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
