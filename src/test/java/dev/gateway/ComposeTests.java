package dev.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** What can be told of the containers without starting any. */
class ComposeTests {

    // they do one thing and end
    private static final Set<String> ONE_SHOT = Set.of("certificates", "elasticsearch-account", "demo");
    private static final Pattern METRIC = Pattern.compile("user_service_[a-z_]+");

    /** A service of the Compose file. */
    record Service(String name, Map<String, Object> settings) {

        List<String> texts(String setting) {
            return ((List<?>) settings.getOrDefault(setting, List.of()))
                    .stream().map(String::valueOf).toList();
        }

        Map<?, ?> map(String setting) {
            return (Map<?, ?>) settings.getOrDefault(setting, Map.of());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Service> services() throws IOException {
        Map<String, Map<String, Map<String, Object>>> file =
                new Yaml().load(Files.readString(Path.of("docker-compose.yml")));
        return file.get("services").entrySet().stream()
                .map(service -> new Service(service.getKey(), service.getValue()));
    }

    private static Service service(String name) throws IOException {
        return services()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("services")
    void imagesArePinnedAndPortsOpenOnThisMachineOnly(Service service) {
        if (service.settings().get("image") instanceof String image) {
            assertThat(image).matches("[a-z/-]+:(v?\\d+\\.\\d+.*|local)");
        }
        assertThat(service.texts("ports")).allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @ParameterizedTest
    @MethodSource("services")
    void whoeverGoesOnTellsHowItIs(Service service) {
        assertThat(service.map("healthcheck").isEmpty()).isEqualTo(ONE_SHOT.contains(service.name()));
    }

    @ParameterizedTest
    @MethodSource("services")
    void whoeverGoesOnIsStartedAgainAfterAFailure(Service service) {
        assertThat(service.settings().get("restart"))
                .isEqualTo(ONE_SHOT.contains(service.name()) ? null : "on-failure");
    }

    @Test
    void bothServicesLeaveMemoryToOthers() throws IOException {
        for (String name : List.of("auth-service", "user-service")) {
            assertThat(service(name).settings()).containsEntry("mem_limit", "1g");
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void whatAServiceNeedsIsThere(Service service) throws IOException {
        assertThat(services().map(Service::name))
                .containsAll(service.map("depends_on").keySet().stream()
                        .map(String::valueOf)
                        .toList());
        assertThat(service.texts("volumes").stream()
                        .filter(volume -> volume.startsWith("."))
                        .map(volume -> Path.of(volume.split(":", -1)[0])))
                .allMatch(Files::exists);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ELASTIC_PASSWORD", "ELASTICSEARCH_PASSWORD", "USER_SERVICE_WEBHOOK_SECRET", "AUTH_SERVICE_TOKEN"
            })
    void whatIsToBeSecureDoesNotStartWithASecretThatEverybodyKnows(String secret) throws IOException {
        Service certificates = service("certificates");
        // a dollar sign is doubled in the file
        ProcessBuilder check = new ProcessBuilder(certificates.texts("command").stream()
                .map(word -> word.replace("$$", "$"))
                .toList());
        certificates
                .map("environment")
                .keySet()
                .forEach(name -> check.environment().put(name.toString(), "set"));
        check.environment().put(secret, "");

        Process checked = check.redirectErrorStream(true).start();

        assertThat(checked.inputReader().readAllAsString()).isEqualTo("Set " + secret + "\n");
        assertThat(checked.onExit().join().exitValue()).isEqualTo(1);
        assertThat(certificates.map("environment").get(secret)).isEqualTo("${%s:-}".formatted(secret));
        for (String service : List.of("auth-service", "elasticsearch")) {
            assertThat(service(service).map("depends_on").containsKey("certificates"))
                    .isTrue();
        }
    }

    @Test
    void whatIsToBeSecureHasNoAccountsWithAPasswordThatEverybodyKnows() throws IOException {
        assertThat(service("demo").map("environment").get("DEMO")).isEqualTo("${DEMO:-on}");
        assertThat(Files.readAllLines(Path.of("src/main/docker/secure.env"))).contains("DEMO=off");
    }

    @Test
    void theGatewayIsToldAllItAsksFor() throws IOException {
        String template = Files.readString(Path.of("src/main/gateway/nginx.conf.template"));
        Set<String> asked = matches(Pattern.compile("(?<=\\$\\{)GATEWAY_[A-Z_]+"), template);

        assertThat(service("gateway").map("environment").keySet().stream().map(String::valueOf))
                .containsAll(asked);
    }

    @Test
    void theDashboardShowsWhatTheReadmeExplains() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String dashboard = Files.readString(Path.of("src/main/resources/monitoring/grafana/user-service.json"));

        assertThat(matches(METRIC, dashboard)).hasSizeGreaterThan(5).allSatisfy(metric -> {
            String name = metric.replaceFirst("_(bucket|count|sum)$", "");
            // a table names metrics of one kind by their ends
            String end = name.replaceFirst("^user_service_(index_queue|reindex)", "…");
            assertThat(readme.contains(name) || readme.contains(end)).as(metric).isTrue();
        });
    }

    private static Set<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }
}
