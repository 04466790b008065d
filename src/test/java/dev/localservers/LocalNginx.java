package dev.localservers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real nginx as the gateway, with the configuration that containers have too. */
public final class LocalNginx extends LocalServer {

    private static final Path TEMPLATE = Path.of("src", "main", "gateway", "nginx.conf.template");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(GATEWAY_[A-Z_]+)}");

    private final Path configuration = folder().resolve("nginx.conf");

    private LocalNginx(Home home, int port) throws IOException {
        super(home, "nginx", port);
    }

    /** Whether this machine has one that is new enough; Debian keeps it where only root looks. */
    public static boolean isInstalled() {
        return executable(System.getenv().getOrDefault("PATH", "")).isPresent();
    }

    static Optional<Path> executable(String path) {
        return Stream.concat(Stream.of(path.split(File.pathSeparator, -1)), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(folder -> Path.of(folder, "nginx"))
                .filter(Files::isExecutable)
                .filter(LocalNginx::isNewEnough)
                .findFirst();
    }

    // before 1.19.5 it took no -e, and wrote to a file of root's whatever it was told
    private static boolean isNewEnough(Path executable) {
        try {
            var version = new ProcessBuilder(executable.toString(), "-e", "stderr", "-v")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            return version.start().onExit().join().exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Starts one in a folder of its own below the given one. */
    public static LocalNginx start(Path parent, Lifetime lifetime, GatewaySettings settings) {
        var home = Home.open(parent, lifetime);
        try {
            var nginx = new LocalNginx(home, settings.port() == 0 ? FreePort.find() : settings.port());
            nginx.configure(settings.values());
            nginx.launch();
            return nginx;
        } catch (IOException e) {
            home.close();
            throw new UncheckedIOException(e);
        } catch (IllegalStateException e) {
            home.close();
            throw e;
        }
    }

    private void configure(Map<String, String> settings) throws IOException {
        Files.deleteIfExists(accessLog());
        Files.createFile(accessLog());
        Map<String, String> own = Map.of(
                "GATEWAY_LISTEN", "127.0.0.1:" + port(),
                "GATEWAY_FOLDER", folder().toString(),
                "GATEWAY_ACCESS_LOG", accessLog().toString());
        Files.writeString(
                configuration,
                PLACEHOLDER
                        .matcher(Files.readString(TEMPLATE))
                        .replaceAll(match -> Matcher.quoteReplacement(
                                own.getOrDefault(match.group(1), settings.get(match.group(1))))));
    }

    @Override
    public String url() {
        return "http://localhost:" + port();
    }

    /** One JSON object a line for each request. */
    public Path accessLog() {
        return folder().resolve("access.log");
    }

    @Override
    ProcessBuilder command() {
        var command = new ProcessBuilder(
                executable(System.getenv().getOrDefault("PATH", ""))
                        .orElseThrow()
                        .toString(),
                "-e",
                "stderr",
                "-c",
                configuration.toString());
        command.environment().clear();
        return command;
    }

    @Override
    boolean answers() {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port())) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    String stopSignal() {
        return "QUIT";
    }
}
