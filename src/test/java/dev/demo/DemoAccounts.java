package dev.demo;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Accounts to log in with on this machine, as {@code make token} does: Anna's, an admin's, and some readers'. */
final class DemoAccounts {

    /** The same for all of them, and known to everybody. */
    static final String PASSWORD = "development-only";

    private static final List<String> READERS =
            List.of("demo-me", "demo-user", "reader-1", "reader-2", "reader-3", "reader-4", "reader-5");

    private DemoAccounts() {}

    static Stream<Map<String, Object>> all(Instant now) {
        Map<String, Object> anna = Anna.fields(now);
        anna.put("password", PASSWORD);
        return Stream.concat(
                Stream.of(anna, account("demo-admin", List.of(Role.USER, Role.ADMIN))),
                READERS.stream().map(id -> account(id, List.of(Role.USER))));
    }

    private static Map<String, Object> account(String id, List<Role> roles) {
        Map<String, Object> account = new LinkedHashMap<>();
        account.put("id", id);
        account.put("email", id + "@example.com");
        account.put("username", id);
        account.put("password", PASSWORD);
        account.put("roles", roles);
        account.put("status", Standing.ACTIVE);
        account.put("isActive", true);
        account.put("emailVerified", true);
        return account;
    }
}
