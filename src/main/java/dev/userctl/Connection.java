package dev.userctl;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which service is meant, and who asks. */
final class Connection {

    // others cannot stand in a header
    private static final String TOKEN = "[\\x21-\\x7e]*";

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "the service; else USER_SERVICE_URL, else http://localhost:4002")
    private @Nullable String url;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "an admin's access token; better in USER_SERVICE_TOKEN, where no process list shows it")
    private @Nullable String token;

    Service service() {
        String given = given(token, "USER_SERVICE_TOKEN", "");
        if (!given.matches(TOKEN)) {
            throw ServiceException.usage(
                    "The token is malformed: look at %s".formatted(token == null ? "USER_SERVICE_TOKEN" : "--token"));
        }
        return new Service(address(), given);
    }

    private URI address() {
        String address = given(url, "USER_SERVICE_URL", "http://localhost:4002").replaceFirst("/+$", "");
        try {
            URI uri = URI.create(address);
            if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?")) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw ServiceException.usage("--url must be an http or https URL");
    }

    private static String given(@Nullable String option, String variable, String preset) {
        String value = option == null ? System.getenv(variable) : option;
        return value == null || value.isBlank() ? preset : value.strip();
    }
}
