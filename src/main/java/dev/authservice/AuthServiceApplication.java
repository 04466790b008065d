package dev.authservice;

import dev.platform.PlatformConfiguration;
import dev.platform.Start;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Starts the Auth Service. */
@SpringBootApplication
@Import(PlatformConfiguration.class)
public class AuthServiceApplication {

    public static void main(String[] args) {
        Start.run(AuthServiceApplication.class, "Auth Service", Settings::of, args);
    }

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }
}
