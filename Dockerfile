# The image: docker build -t kalends .
# Needs this repository, the two public base images and Maven Central. What comes from where, and why: docs/adr/0017-the-image.md

FROM eclipse-temurin:25-jdk AS build
WORKDIR /build
# The libraries first: they change less often than the sources.
COPY mvnw pom.xml ./
COPY .mvn .mvn
ARG MAVEN="./mvnw -q -B -ntp -Dquick -Dembedded.scope=test package org.cyclonedx:cyclonedx-maven-plugin:makeBom"
RUN $MAVEN && rm -rf target
COPY config config
COPY sql sql
COPY docs/runbook docs/runbook
COPY jobs/src/main jobs/src/main
RUN $MAVEN && \
    java -Djarmode=tools -jar target/quick/kalends.jar extract --layers --destination target/layers && \
    mkdir target/postgres && cp ~/.m2/repository/io/zonky/test/postgres/embedded-postgres-binaries-linux-*/*/*.jar target/postgres/


# The program as the image has it; the training runs the very same files, or its cache does not fit.
FROM eclipse-temurin:25-jre AS program
RUN echo 'kalends:x:65532:65532:Kalends:/app:/usr/sbin/nologin' >>/etc/passwd && \
    echo 'kalends:x:65532:' >>/etc/group
WORKDIR /app
COPY config/java.options ./
COPY --from=build /build/target/layers/dependencies/ ./
COPY --from=build /build/target/layers/application/ ./
COPY --from=build /build/target/quick/kalends.cdx.json ./


# The AOT cache, by real runs of the commands on a real PostgreSQL, which stays here. A server starts by it too, only not so fast.
FROM program AS training
COPY --from=build /build/target/postgres /training
RUN chown -R 65532:65532 /app /training
USER 65532:65532
RUN java @java.options -Dkalends.embedded=/training/server -cp '/app/kalends.jar:/training/*' io.kalends.bootstrap.Kalends plan >/training/log && \
    java -XX:AOTCacheOutput=/app/kalends.aot @java.options -Xmx128m \
      -Dkalends.url="postgresql://kalends@127.0.0.1:$(cat /training/server/port)/kalends" \
      -cp /app/kalends.jar io.kalends.bootstrap.Training commands >>/training/log 2>&1 || \
    { cat /training/log; exit 1; }


FROM program
COPY --from=training /app/kalends.aot ./
USER 65532:65532
EXPOSE 3001
ENTRYPOINT ["java", "-XX:AOTCache=/app/kalends.aot", "@/app/java.options", "-cp", "/app/kalends.jar", "io.kalends.bootstrap.Kalends"]
CMD ["--help"]
ARG VERSION=unreleased
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Kalends" \
      org.opencontainers.image.description="Looks after PostgreSQL tables that are partitioned by time" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION"
