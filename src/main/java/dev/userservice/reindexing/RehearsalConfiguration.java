package dev.userservice.reindexing;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Binds the settings of the proof before the switch. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({RehearsalProperties.class, Thresholds.class})
class RehearsalConfiguration {}
