package dev.userservice.reindexing;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Binds the settings of rebuilds. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReindexingProperties.class)
class ReindexingConfiguration {}
