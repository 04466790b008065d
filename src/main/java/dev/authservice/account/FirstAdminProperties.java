package dev.authservice.account;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Who appoints admins when nobody else can; both or none. */
@ConfigurationProperties("auth-service.first-admin")
record FirstAdminProperties(
        @Nullable String email, @Nullable String password) {

    @Override
    public String toString() {
        return "FirstAdminProperties[]";
    }
}
