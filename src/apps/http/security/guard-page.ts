import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";

const POLICY = "Content-Security-Policy";

/**
 * Sends the security headers for browsers: scripts, styles, fonts and pictures only from this server, calls only to
 * this server, and no frames. A route that serves a document sets its own, stricter policy.
 */
export function guardPage(): MiddlewareHandler {
  const guard = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", "data:", "blob:"],
      fontSrc: ["'self'", "data:"],
      connectSrc: ["'self'"],
      workerSrc: ["'self'", "blob:"],
      manifestSrc: ["'self'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
    crossOriginResourcePolicy: "same-origin",
    crossOriginOpenerPolicy: "same-origin",
    referrerPolicy: "no-referrer",
    xFrameOptions: "DENY",
    // The proxy that terminates TLS must send it; this server speaks plain HTTP.
    strictTransportSecurity: false,
  });
  return async (c, next) => {
    let stricter: string | null = null;
    await guard(c, async () => {
      await next();
      stricter = c.res.headers.get(POLICY);
    });
    if (stricter !== null) c.res.headers.set(POLICY, stricter);
  };
}
