package dev.userservice;

import dev.localservers.SharedServers;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/** A test that talks to the whole service over HTTP, on the real Elasticsearch and Postgres all such tests share. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "logging.level.root=WARN",
            "logging.level.dev.userservice=DEBUG",
            "LOG_FORMAT=",
            // tests are in a hurry; limited is what they hardly ask for, and contexts share a budget as instances do
            "user-service.limits.budgets=search=1000000/1000000/1000000,suggestions=1000000/40/1000000,"
                    + "profiles=1000000/1000000/100,analytics=1000000/1000000/1000000,"
                    + "favorites=1000000/1000000/1000000,admin=1000000/1000000/1000000,other=200/1000000/1000000",
            // tests alter rows and documents by hand
            "user-service.drift.rate=0",
            "user-service.drift.source-rest=0s",
            "user-service.indexing.patience=1s",
            "user-service.indexing.proof-page=1000",
            "user-service.reindexing.alias-interval=200ms",
            "user-service.reindexing.poll-interval=100ms",
            "user-service.reindexing.patience=1s",
            "user-service.source.page-timeout=1s",
            "user-service.source.user-timeout=1s",
            "user-service.source.max-body=2MB",
            "user-service.pull.page-size=10",
            "user-service.pull.poll-interval=100ms",
            "user-service.pull.first-retry-delay=100ms",
            "user-service.pull.longest-retry-delay=300ms",
            "user-service.analytics.appearances-interval=0s",
            "user-service.analytics.activity.carry-interval=200ms",
            "user-service.analytics.activity.on-the-way=2s",
            // tests compute scores themselves
            "user-service.analytics.scores.interval=1h",
            "user-service.analytics.feed.interval=200ms",
            "user-service.analytics.feed.batch-size=50",
            "user-service.analytics.feed.timeout=1s",
            "user-service.analytics.feed.lease=3s",
            "user-service.analytics.feed.first-retry-delay=50ms",
            "user-service.analytics.feed.longest-retry-delay=300ms",
            // a machine that stands still for a second is no reason to find less; servers that hang have tests of their
            // own, with the bounds of production
            "user-service.elasticsearch.search-timeout=20s",
            "user-service.search.patience=20s",
            "user-service.search.history.on-the-way=4s",
            "user-service.search.history.trends-lifetime=1ms",
            "user-service.validation.interval=0s",
            "resilience4j.retry.instances.source.wait-duration=20ms",
            // far shorter than all attempts at a page together, as in production
            "resilience4j.circuitbreaker.instances.source.wait-duration-in-open-state=500ms",
            "resilience4j.ratelimiter.instances.source.limit-for-period=1000"
        })
@AutoConfigureObservability(tracing = false)
@ContextConfiguration(initializers = ServiceTest.Environment.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
public @interface ServiceTest {

    /** The secret of the Auth Service in all tests. */
    String SECRET = "whsec_dGVzdHMtb25seS1zZWNyZXQtMjQtYnl0ZXM=";

    /** Sets what the environment sets in production, before a test changes any of it. */
    @Order(Ordered.HIGHEST_PRECEDENCE)
    final class Environment implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        static final FakeAuthService AUTH_SERVICE = FakeAuthService.start();
        private static final String DATABASE = SharedServers.get().freshDatabaseUrl("service_tests");

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            Map<String, Object> settings = Settings.of(Map.of(
                    "DATABASE_URL",
                    DATABASE,
                    "ELASTICSEARCH_URL",
                    SharedServers.get().elasticsearchUrl(),
                    "AUTH_SERVICE_URL",
                    AUTH_SERVICE.url(),
                    "AUTH_SERVICE_TOKEN",
                    "test-service-token",
                    "USER_SERVICE_WEBHOOK_SECRET",
                    SECRET));
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test-environment", settings));
        }
    }
}
