# syntax=docker/dockerfile:1
ARG GO_VERSION=1.24
FROM --platform=$BUILDPLATFORM golang:${GO_VERSION}-alpine AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download
COPY . .
ARG TARGETOS TARGETARCH
ENV CGO_ENABLED=0
RUN --mount=type=cache,target=/root/.cache/go-build go build -o /out/app ./cmd/app

FROM node:22 AS assets
WORKDIR /web
COPY package*.json .
RUN npm ci && npm run build
FROM gcr.io/distroless/static:nonroot
COPY --from=build --chown=app /out/app /usr/local/bin/
COPY --from=assets /web/dist /srv/
USER nonroot
EXPOSE 8080/tcp
HEALTHCHECK --interval=10s CMD ["/usr/local/bin/app", "health"]
ENTRYPOINT ["/usr/local/bin/app"]
CMD ["serve"]
