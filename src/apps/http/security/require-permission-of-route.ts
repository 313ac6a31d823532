import type { RouteConfig } from "@hono/zod-openapi";
import type { MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import type { Permission } from "../../../core/index.ts";
import { requirePermission } from "../caller.ts";
import type { HttpVariables } from "../http-variables.ts";

/**
 * Refuses a caller whose key lacks the permission of the route, before anything of the body is read. A route states its
 * permission as `x-permission`; without one, every caller may call it.
 *
 * @param routes  returns all routes; called on the first request, when they exist
 */
export function requirePermissionOfRoute(routes: () => readonly RouteConfig[]): MiddlewareHandler<HttpVariables> {
  let permissions: ReadonlyMap<string, Permission> | undefined;
  return async (c, next) => {
    permissions ??= permissionsOf(routes());
    for (const { method, path } of matchedRoutes(c)) {
      const permission = permissions.get(`${method} ${path}`);
      if (permission !== undefined) requirePermission(c.get("caller"), permission);
    }
    return next();
  };
}

/** Returns the permissions by method and path, as the router names them. */
function permissionsOf(routes: readonly RouteConfig[]): ReadonlyMap<string, Permission> {
  const permissions = new Map<string, Permission>();
  for (const route of routes) {
    const permission = permissionOf(route);
    const path = route.path.replaceAll(/\{(\w+)\}/g, ":$1");
    if (permission !== undefined) permissions.set(`${route.method.toUpperCase()} ${path}`, permission);
  }
  return permissions;
}

/** Returns the permission that a route requires; undefined if every key may call it. */
export function permissionOf(route: RouteConfig): Permission | undefined {
  const permission: unknown = route["x-permission"];
  return permission === "write" || permission === "admin" ? permission : undefined;
}
