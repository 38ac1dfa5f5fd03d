# SceneScore. Everything it keeps lies in /data: one volume is the whole backup.
# Build: docker build -t scenescore .   Run: see compose.yaml.

FROM node:22-bookworm-slim AS build
# For native add-ons without a ready-made build for this machine.
RUN apt-get update \
  && apt-get install -y --no-install-recommends python3 make g++ ca-certificates \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json deploy-commands.ts ./
COPY src ./src
COPY scripts/sweep-dist.mjs scripts/trim.mjs ./scripts/
RUN npm run build && npm prune --omit=dev && node scripts/trim.mjs

FROM node:22-bookworm-slim
RUN apt-get update \
  && apt-get install -y --no-install-recommends tini ca-certificates \
  && rm -rf /var/lib/apt/lists/* \
  && mkdir /data && chown node:node /data
WORKDIR /app
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json LICENSE ./
COPY assets ./assets
COPY bin ./bin
COPY scripts/build-if-stale.mjs ./scripts/
# glibc gives each thread a heap of its own, and what is free there is not given back: two are enough.
ENV MALLOC_ARENA_MAX=2
ENV NODE_ENV=production DATA_DIR=/data HTTP_PORT=8080 HTTP_HOST=0.0.0.0
VOLUME /data
EXPOSE 8080
USER node
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.HTTP_PORT || 8080) + '/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# tini passes SIGTERM on, so that running work may end.
ENTRYPOINT ["tini", "--"]
CMD ["node", "--enable-source-maps", "dist/src/index.js"]
