// Loaded with `node --import` before Lydian: writes a line into the file LYDIAN_TEST_CONNECTIONS for each process and
// thread that starts, each connection, each datagram and each look-up of a name. Child processes load it too, also
// those that get no environment.
import childProcess from "node:child_process";
import dgram from "node:dgram";
import dns from "node:dns";
import { appendFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";
import { basename } from "node:path";

const file = process.env.LYDIAN_TEST_CONNECTIONS;
const write = (line) => appendFileSync(file, `${line}\n`);

function record(owner, name, describe) {
  const original = owner[name];
  owner[name] = function (...given) {
    write(describe(given));
    return Reflect.apply(original, this, given);
  };
}

write(`started ${basename(process.argv[1])}`);
record(net.Socket.prototype, "connect", ([target]) => `connection ${JSON.stringify(target)}`);
for (const name of ["connect", "send"]) record(dgram.Socket.prototype, name, () => "datagram");
for (const resolver of [dns, dns.promises])
  for (const name of ["lookup", "resolve", "resolve4", "resolve6"])
    record(resolver, name, ([host]) => `look-up ${host}`);

const { fork } = childProcess;
childProcess.fork = (entry, args, options) =>
  fork(entry, args, {
    ...options,
    env: { ...options.env, LYDIAN_TEST_CONNECTIONS: file },
    execArgv: ["--import", import.meta.url, ...(options.execArgv ?? [])],
  });
syncBuiltinESMExports();
