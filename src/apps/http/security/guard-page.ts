import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";

const POLICY = "Content-Security-Policy";

/**
 * What a browser may do with what it gets: scripts, styles, fonts and pictures of this server only, calls to this server
 * only, no frame around it. A document is never part of the page, but text in it; a route that hands one out says its own,
 * stricter policy.
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
    // Told by whoever ends TLS; this server speaks plain HTTP.
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
