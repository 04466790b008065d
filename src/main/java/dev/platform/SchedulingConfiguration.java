package dev.platform;

import org.springframework.boot.task.ThreadPoolTaskSchedulerBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** A thread for each scheduled task: with virtual threads Spring would run them one after another on a single one. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class SchedulingConfiguration {

    // far more than there are tasks; one that is never needed is never made
    private static final int MOST_THREADS = 64;

    @Bean
    ThreadPoolTaskScheduler taskScheduler(ThreadPoolTaskSchedulerBuilder builder) {
        ThreadPoolTaskScheduler scheduler = builder.poolSize(MOST_THREADS).build();
        scheduler.setThreadFactory(Thread.ofVirtual().name("scheduled-", 0).factory());
        return scheduler;
    }
}
