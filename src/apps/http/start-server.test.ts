import { once } from "node:events";
import { connect } from "node:net";
import { expect, it } from "vitest";
import { startServer } from "./start-server.ts";

const MINUTE_MS = 60_000;
const call = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

it("ends a connection after its next call when it stops, although the client would call again", async () => {
  const release: (() => void)[] = [];
  const app = {
    fetch: async () => {
      await new Promise<void>((resolve) => release.push(resolve));
      return new Response("ok");
    },
  };
  const begun = async (count: number) => {
    while (release.length < count) await new Promise<void>((resolve) => setImmediate(resolve));
  };
  const server = await startServer(app, { host: "127.0.0.1", port: 0, timeoutMs: MINUTE_MS });
  const socket = connect({ host: "127.0.0.1", port: Number(new URL(server.url).port) });
  let received = "";
  socket.on("data", (data) => {
    received += data;
  });
  socket.write(call);
  await begun(1);
  const stopped = server.stop(MINUTE_MS);
  socket.write(call);
  await begun(2);
  for (const end of release) end();
  await once(socket, "close");
  await stopped;
  const connections = [...received.matchAll(/^connection: (.*?)\r$/gim)].map(([, value]) => value);
  expect(connections).toEqual(["keep-alive", "close"]);
});
