/**
 * Disables the telemetry of ONNX Runtime, which stores an id of the machine in the user's cache folder and sends usage
 * data to its maker. Its library reads this variable when it is loaded.
 *
 * In a worker thread of an application, Node.js changes only a copy of the variables. Such an application sets the
 * variable itself or starts the thread with `SHARE_ENV`, as the guide to the library says.
 */
export function disableTelemetry(): void {
  process.env.ORT_DISABLE_TELEMETRY = "1";
}
