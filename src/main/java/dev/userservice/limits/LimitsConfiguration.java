package dev.userservice.limits;

import dev.platform.Limiter;
import io.github.bucket4j.TimeMeter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the limits are, and the clock they are measured by, which nobody sets back. */
@Configuration(proxyBeanMethods = false)
class LimitsConfiguration {

    @Bean
    Budgets budgets(@Value("${user-service.limits.budgets}") String budgets) {
        return Budgets.parse(budgets);
    }

    @Bean
    Limiter<Asker> limiter(Instances instances) {
        return new Limiter<>(instances::alive, TimeMeter.SYSTEM_NANOTIME);
    }
}
