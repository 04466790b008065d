package dev.userservice.reindexing;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** What a new index may be worse by and still take over by itself. */
@ConfigurationProperties("user-service.reindexing.thresholds")
record Thresholds() {}
