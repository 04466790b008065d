package dev.userservice.reindexing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.userctl.UserCtl;
import dev.userservice.AbstractServiceTests;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** The command line and the real service understand each other. */
class UserCtlIntegrationTests extends AbstractServiceTests {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void theIndexNeedsNothing() {
        assertThat(plan(issuer().token("root", "ADMIN"))).isZero();
        assertThat(out.toString()).contains("users-0").contains("Nothing to do.");
    }

    @Test
    void whoeverIsNoAdminIsToldSo() {
        assertThat(plan(issuer().token("anna", "USER"))).isEqualTo(1);
        assertThat(plan("nonsense")).isEqualTo(1);
        assertThat(err.toString()).contains("This token does not allow it").contains("set USER_SERVICE_TOKEN");
    }

    private int plan(String token) {
        return UserCtl.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute("reindex", "plan", "--url", service.address().toString(), "--token", token);
    }
}
