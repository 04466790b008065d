package dev.userservice;

import dev.platform.PlatformConfiguration;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Starts the service. */
@SpringBootApplication
@Import(PlatformConfiguration.class)
public class UserServiceApplication {

    public static void main(String[] args) {
        Map<String, Object> settings = settingsOrExit();
        SpringApplication application = new SpringApplication(UserServiceApplication.class);
        application.setDefaultProperties(settings);
        application.run(args);
    }

    private static Map<String, Object> settingsOrExit() {
        try {
            return Settings.of(System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println("User Service cannot start: " + e.getMessage());
            System.exit(1);
            throw e;
        }
    }

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }
}
