package dev.userservice.reindexing;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Binds the settings of rebuilds and of the proof before the switch. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ReindexingProperties.class, RehearsalProperties.class, Thresholds.class})
class ReindexingConfiguration {}
