package dev.userservice;

import dev.platform.PlatformConfiguration;
import dev.platform.Start;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Starts the service. */
@SpringBootApplication
@Import(PlatformConfiguration.class)
public class UserServiceApplication {

    public static void main(String[] args) {
        Start.run(UserServiceApplication.class, "User Service", Settings::of, args);
    }

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }
}
