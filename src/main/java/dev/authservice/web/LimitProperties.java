package dev.authservice.web;

import jakarta.validation.constraints.PositiveOrZero;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How often one network may ask within a minute; 0 is no limit. Many people share an address behind a company's or a
 * phone network's gateway, so guessing at one account is not bounded here but where passwords are checked.
 */
@Validated
@ConfigurationProperties("auth-service.limits")
record LimitProperties(
        @PositiveOrZero int register,
        @PositiveOrZero int login,
        @PositiveOrZero int refresh) {

    /** The limit of a route by its last word; 0 if it has none. */
    int of(String route) {
        return switch (route) {
            case "register" -> register;
            case "login" -> login;
            case "refresh" -> refresh;
            default -> 0;
        };
    }
}
