package dev.authservice.account;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Reads this feature's settings. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({PasswordProperties.class, FirstAdminProperties.class})
class AccountConfiguration {}
