# One binary in a small image. Build: docker build -t antiphon .
# Run: docker run -v antiphon:/data -p 127.0.0.1:8080:8080 antiphon

FROM rust:1.95-bookworm AS build
WORKDIR /src
COPY . .
# The caches outlive a build, so that a small change is a short build. What is kept is copied out of them.
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/src/target \
    cargo build --release --locked --bin antiphon \
    && install -D target/release/antiphon /out/antiphon

FROM debian:bookworm-slim
# The server checks the certificates of other servers against the system's list. Whoever wants members to send films and
# sounds adds `ffmpeg` here; the image grows by 400 MB.
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && install -d -m 700 -o 10001 -g 10001 /data
COPY --from=build /out/antiphon /usr/local/bin/antiphon

# A number, so that no user of this id need exist anywhere.
USER 10001:10001
WORKDIR /data
ENV ANTIPHON__SERVER__DATA_DIR=/data \
    ANTIPHON__SERVER__LISTEN=0.0.0.0:8080
# The database, the keys and the media. Without a volume they are gone with the container.
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["antiphon", "health"]
ENTRYPOINT ["antiphon"]
CMD ["serve"]
