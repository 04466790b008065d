package dev.authservice.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.authservice.AbstractAuthTests;
import dev.userservice.Service.Answer;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;

/** What admins do with the accounts of others. */
class AdminIntegrationTests extends AbstractAuthTests {

    @Autowired
    private SuperAdmins superAdmins;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Registration registration;

    @Autowired
    private PasswordChange passwords;

    private Person anna;
    private Person admin;

    @BeforeEach
    void addAdmin() {
        anna = person("anna");
        admin = person("adam", "ADMIN");
    }

    @Test
    void aSuspendedAccountIsShutAndHiddenUntilItIsReinstated() {
        Answer suspended = as(admin, "POST", path(anna, "suspend"));

        assertThat(suspended.body().path("status").asText()).isEqualTo("SUSPENDED");
        assertThat(news.told().getLast())
                .isEqualTo("updated " + anna.id() + " "
                        + suspended.body().path("version").asLong());
        assertThat(as(anna, "GET", "/api/auth/users/profile").status()).isEqualTo(401);
        assertThat(refresh(anna).status()).isEqualTo(401);
        assertThat(tryToLogIn("anna", "wrong password").status()).isEqualTo(401);
        assertThat(tryToLogIn("anna", PASSWORD).body().path("code").asText()).isEqualTo("account_suspended");

        assertThat(as(admin, "POST", path(anna, "reinstate"))
                        .body()
                        .path("status")
                        .asText())
                .isEqualTo("ACTIVE");
        assertThat(tryToLogIn("anna", PASSWORD).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INACTIVE", "PENDING_VERIFICATION"})
    void whoeverWasHiddenIsHiddenAfterASuspensionToo(String status) {
        database.sql("UPDATE account SET status = :status, is_active = :status <> 'INACTIVE' WHERE id = :id")
                .param("status", status)
                .param("id", anna.id())
                .update();
        as(admin, "POST", path(anna, "suspend"));

        for (int time = 0; time < 2; time++) {
            Answer reinstated = as(admin, "POST", path(anna, "reinstate"));
            assertThat(reinstated.body().path("status").asText()).isEqualTo(status);
            assertThat(reinstated.body().has("suspendedFrom")).isFalse();
        }
    }

    @Test
    void rolesHoldAtOnce() {
        Person root = person("rosa", "SUPER_ADMIN");

        Answer answer = as(root, "PUT", path(anna, "roles"), "{\"roles\": [\"BRAND\", \"ADMIN\"]}");
        assertThat(answer.body().path("roles").toString()).isEqualTo("[\"USER\",\"BRAND\",\"ADMIN\"]");
        assertThat(as(anna, "GET", path(admin, "")).status()).isEqualTo(200);

        as(root, "PUT", path(anna, "roles"), "{\"roles\": []}");
        assertThat(as(anna, "GET", path(admin, "")).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            admin | anna  | ["SUPER_ADMIN"]   | 403 | super_admin_needed
            admin | root  | ["USER"]          | 403 | super_admin_needed
            admin | admin | ["ADMIN", "CREW"] | 403 | own_account
            root  | root  | ["USER"]          | 403 | own_account
            admin | anna  | ["ADMIN"]         | 200 | ''
            root  | anna  | ["SUPER_ADMIN"]   | 200 | ''
            admin | anna  | ["KING"]          | 422 | invalid_body
            admin | anna  | null              | 422 | invalid_body
            """)
    void nobodyGivesMoreThanTheyHaveNorToThemselves(String who, String whom, String roles, int status, String code) {
        Person root = person("rosa", "SUPER_ADMIN");
        Person caller = who.equals("root") ? root : admin;
        Person target = switch (whom) {
            case "root" -> root;
            case "admin" -> admin;
            default -> anna;
        };

        Answer answer = as(caller, "PUT", path(target, "roles"), "{\"roles\": " + roles + "}");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().path("code").asText()).isEqualTo(code);
    }

    @Test
    void nobodySuspendsThoseAbove() {
        Person root = person("rosa", "SUPER_ADMIN");

        assertThat(as(admin, "POST", path(root, "suspend")).body().path("code").asText())
                .isEqualTo("super_admin_needed");
        assertThat(as(admin, "POST", path(admin, "suspend")).body().path("code").asText())
                .isEqualTo("own_account");
        assertThat(as(root, "POST", path(admin, "suspend")).status()).isEqualTo(200);
    }

    @Test
    void theLastWhoCanAppointAdminsStays() {
        Person root = person("rosa", "SUPER_ADMIN");

        Answer answer = as(root, "DELETE", "/api/auth/users/profile", "{\"password\": \"" + PASSWORD + "\"}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().path("code").asText()).isEqualTo("last_super_admin");
        assertThat(as(root, "GET", "/api/auth/users/profile").status()).isEqualTo(200);
    }

    @Test
    void twoWhoDismissEachOtherAtOnceDoNotBothSucceed() throws Exception {
        for (int round = 0; round < 5; round++) {
            Person first = person("first" + round, "SUPER_ADMIN");
            Person second = person("second" + round, "SUPER_ADMIN");
            List<Callable<Answer>> dismissals = List.of(
                    () -> as(first, "PUT", path(second, "roles"), "{\"roles\": []}"),
                    () -> as(second, "PUT", path(first, "roles"), "{\"roles\": []}"));
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                threads.invokeAll(dismissals);
            }
            assertThat(rows(round)).isEqualTo(1);
            database.sql("UPDATE account SET roles = '{USER}' WHERE username <> 'adam'")
                    .update();
        }
    }

    private long rows(int round) {
        return count(
                "SELECT count(*) FROM account WHERE 'SUPER_ADMIN' = ANY (roles) AND username LIKE '%" + round + "'");
    }

    @Test
    void theFirstAdminIsMadeWhereThereIsNone() {
        FirstAdmin first = new FirstAdmin(
                new FirstAdminProperties("boss@example.com", PASSWORD), superAdmins, accounts, registration, passwords);

        first.run(new DefaultApplicationArguments());
        first.run(new DefaultApplicationArguments());

        assertThat(count("SELECT count(*) FROM account WHERE 'SUPER_ADMIN' = ANY (roles)"))
                .isEqualTo(1);
        assertThat(as(logIn("boss"), "GET", path(anna, "")).status()).isEqualTo(200);
    }

    @Test
    void whoeverTookTheFirstAdminsAddressIsPutOut() {
        FirstAdmin first = new FirstAdmin(
                new FirstAdminProperties("ANNA@example.com", "password of the operator"),
                superAdmins,
                accounts,
                registration,
                passwords);

        first.run(new DefaultApplicationArguments());

        assertThat(as(anna, "GET", "/api/auth/users/profile").status()).isEqualTo(401);
        assertThat(tryToLogIn("anna", PASSWORD).status()).isEqualTo(401);
        assertThat(tryToLogIn("anna", "password of the operator").status()).isEqualTo(200);
    }

    private static String path(Person person, String action) {
        return "/api/auth/admin/users/" + person.id() + (action.isEmpty() ? "" : "/" + action);
    }
}
