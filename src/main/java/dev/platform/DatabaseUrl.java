package dev.platform;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code DATABASE_URL}, as hosts write it or in JDBC's form. */
final class DatabaseUrl {

    private static final String JDBC = "jdbc:";
    private static final Set<String> POSTGRES = Set.of("postgresql", "postgres");

    private DatabaseUrl() {}

    /** What Spring calls its parts, for the pool and for migrations. */
    static Map<String, Object> properties(String value) {
        Map<String, Object> properties = new HashMap<>();
        parts(value).forEach((property, part) -> {
            properties.put("spring.datasource." + property, part);
            properties.put("spring.flyway." + (property.equals("username") ? "user" : property), part);
        });
        return properties;
    }

    private static Map<String, String> parts(String value) {
        if (value.startsWith(JDBC)) {
            return Map.of("url", value);
        }
        URI uri = Variables.uri("DATABASE_URL", value);
        Variables.check(
                uri.getHost() != null
                        && POSTGRES.contains(String.valueOf(uri.getScheme()))
                        && uri.getPath().length() > 1,
                "DATABASE_URL must look like postgresql://user:password@host:5432/database");
        Map<String, String> parts = new HashMap<>();
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String options = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        parts.put("url", "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + options);
        addCredentials(parts, uri.getRawUserInfo());
        return parts;
    }

    private static void addCredentials(Map<String, String> parts, @Nullable String userInfo) {
        if (userInfo != null) {
            String[] userAndPassword = userInfo.split(":", 2);
            parts.put("username", decoded(userAndPassword[0]));
            parts.put("password", userAndPassword.length == 2 ? decoded(userAndPassword[1]) : "");
        }
    }

    // a plus is a plus in user names and passwords
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
