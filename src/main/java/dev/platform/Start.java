package dev.platform;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.springframework.boot.SpringApplication;

/** Starts a service with what its environment says, or ends with one line that says what is wrong with it. */
public final class Start {

    private Start() {}

    /** Settings turn the environment into properties, or refuse it with an {@link IllegalArgumentException}. */
    public static void run(
            Class<?> service,
            String name,
            Function<Map<String, String>, Map<String, Object>> settings,
            String... args) {
        // its words are English: some locales have digits of their own, which no header, JSON or SQL takes
        Locale.setDefault(Locale.ROOT);
        SpringApplication application = new SpringApplication(service);
        application.setDefaultProperties(propertiesOrExit(name, settings));
        application.run(args);
    }

    private static Map<String, Object> propertiesOrExit(
            String name, Function<Map<String, String>, Map<String, Object>> settings) {
        try {
            return settings.apply(System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println(name + " cannot start: " + e.getMessage());
            System.exit(1);
            throw e;
        }
    }
}
