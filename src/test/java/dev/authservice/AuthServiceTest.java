package dev.authservice;

import dev.localservers.SharedServers;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/** A test that talks to the whole Auth Service over HTTP, on the real Postgres all such tests share. */
@SpringBootTest(
        classes = AuthServiceApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=auth-service",
            "auth-service.delivery.poll-interval=100ms",
            "auth-service.delivery.first-pause=100ms",
            "auth-service.delivery.longest-pause=300ms",
            "management.server.port=0",
            "logging.level.root=WARN",
            "logging.level.dev.authservice=DEBUG",
            "LOG_FORMAT=",
            "auth-service.passwords.strength=4"
        })
@AutoConfigureObservability(tracing = false)
@Import(AuthServiceTest.Seams.class)
@ContextConfiguration(initializers = AuthServiceTest.Environment.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
public @interface AuthServiceTest {

    /** What both services sign webhooks with in all tests. */
    String SECRET = "whsec_dGVzdHMtb25seS1zZWNyZXQtMjQtYnl0ZXM=";

    /** What the User Service shows to be let in. */
    String INTERNAL_TOKEN = "internal-token-of-all-tests";

    /** A clock that can be moved, and a listener that remembers. */
    @TestConfiguration(proxyBeanMethods = false)
    class Seams {

        @Bean
        AccountNews accountNews() {
            return new AccountNews();
        }

        @Bean
        @Primary
        TestClock testClock() {
            return new TestClock();
        }
    }

    /** Sets what the environment sets in production. */
    @Order(Ordered.HIGHEST_PRECEDENCE)
    final class Environment implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        private static final String DATABASE = SharedServers.get().freshDatabaseUrl("auth_tests");

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            Map<String, Object> settings = Settings.of(Map.of(
                    "DATABASE_URL",
                    DATABASE,
                    "USER_SERVICE_URL",
                    UserServiceStandIn.shared().url(),
                    "USER_SERVICE_WEBHOOK_SECRET",
                    SECRET,
                    "INTERNAL_TOKEN",
                    INTERNAL_TOKEN));
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test-environment", settings));
        }
    }
}
