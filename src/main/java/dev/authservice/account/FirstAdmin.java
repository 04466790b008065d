package dev.authservice.account;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes the account of {@code ADMIN_EMAIL} when the service starts and nobody can appoint admins. */
@Component
class FirstAdmin implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(FirstAdmin.class);

    private final FirstAdminProperties properties;
    private final SuperAdmins superAdmins;
    private final Accounts accounts;
    private final Registration registration;
    private final PasswordChange passwords;

    FirstAdmin(
            FirstAdminProperties properties,
            SuperAdmins superAdmins,
            Accounts accounts,
            Registration registration,
            PasswordChange passwords) {
        this.properties = properties;
        this.superAdmins = superAdmins;
        this.accounts = accounts;
        this.registration = registration;
        this.passwords = passwords;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        String email = properties.email();
        String password = properties.password();
        if (email != null && password != null && superAdmins.count() == 0) {
            accounts.change(accountOf(email, password), account -> account.withRoles(List.of(Role.SUPER_ADMIN)));
            log.info("Made the first account that can appoint admins");
        }
    }

    private String accountOf(String email, String password) {
        // addresses are not verified: whoever took this one is put out
        return passwords
                .impose(email, password)
                .orElseGet(
                        () -> registration.register(beginning(email, password)).id());
    }

    private static ObjectNode beginning(String email, String password) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("email", email)
                .put("password", password)
                .put("username", "admin-" + UUID.randomUUID().toString().substring(0, 8));
    }
}
