# The image of `lydian serve`: no root, nothing written but the store in /data. See docs/guides/deploy.md.
FROM node:20.20-bookworm-slim AS build
# Only where no binary of SQLite can be fetched it is compiled.
# hadolint ignore=DL3008
RUN apt-get update \
  && apt-get install -y --no-install-recommends g++ make python3 \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /lydian
COPY package.json package-lock.json .npmrc ./
COPY scripts/remove-other-platforms.mjs ./scripts/
# Compiled against the headers that the image has, so that a mirror of npm's registry is all that the build asks for.
ENV npm_config_nodedir=/usr/local
RUN npm ci
COPY . .
# The build holds ONNX Runtime for every system; the container needs one of them.
RUN npm run build \
  && npm prune --omit=dev \
  && node scripts/remove-other-platforms.mjs --here

FROM node:20.20-bookworm-slim
ENV NODE_ENV=production \
  HOME=/data \
  LYDIAN_STORE=/data/store \
  LYDIAN_SERVER_HOST=0.0.0.0
WORKDIR /lydian
COPY --from=build /lydian/package.json /lydian/LICENSE /lydian/NOTICE ./
COPY --from=build /lydian/node_modules ./node_modules
COPY --from=build /lydian/dist ./dist
COPY --from=build /lydian/models ./models
COPY --from=build /lydian/profiles ./profiles
COPY --from=build /lydian/prompts ./prompts
RUN mkdir /data && chown node:node /data
USER node
VOLUME ["/data"]
EXPOSE 4280
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4280/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "/lydian/dist/cli/lydian.js"]
CMD ["serve"]
