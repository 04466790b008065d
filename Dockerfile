# One jar holds both services; what is started decides which of them a container is.
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml ./
COPY .mvn .mvn
COPY es-mappings es-mappings
COPY src src
RUN mvn -B -q '-P!local-elasticsearch' -DskipTests package

FROM eclipse-temurin:25-jre AS service
RUN useradd --system --no-create-home --uid 10001 service
COPY --from=build /build/target/user-service.jar /user-service.jar
USER 10001
ENV MAIN=dev.userservice.UserServiceApplication
ENTRYPOINT ["sh", "-c", "exec java -XX:MaxRAMPercentage=60 -Dloader.main=$MAIN -cp /user-service.jar org.springframework.boot.loader.launch.PropertiesLauncher"]

# development only: registers the demo users
FROM build AS demo
ENTRYPOINT ["sh", "-c", "exec java -cp \"target/test-classes:target/classes:$(cat target/test-classpath)\" dev.demo.Companion"]
