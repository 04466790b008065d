package dev.userservice.limits;

import io.github.bucket4j.TimeMeter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the limits are, and the clock they are measured by, which nobody sets back. */
@Configuration(proxyBeanMethods = false)
class LimitsConfiguration {

    @Bean
    Limiter limiter(@Value("${user-service.limits.budgets}") String budgets, Instances instances) {
        return new Limiter(Budgets.parse(budgets), instances::alive, TimeMeter.SYSTEM_NANOTIME);
    }
}
