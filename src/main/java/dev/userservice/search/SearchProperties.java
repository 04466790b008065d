package dev.userservice.search;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** A search that has taken {@code patience} makes no other attempt: what was found so far is better than a late answer. */
@ConfigurationProperties("user-service.search")
record SearchProperties(@DefaultValue("300ms") Duration patience) {}
