package dev.authservice.account;

import dev.platform.Problem;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Hashes passwords, a bounded number at once. */
@Component
public class Passwords {

    private final PasswordEncoder encoder;
    private final Bulkhead bulkhead;
    private final String nobodys;

    Passwords(BulkheadRegistry bulkheads, PasswordProperties properties) {
        this.encoder = new DelegatingPasswordEncoder(
                "bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(properties.strength())));
        this.bulkhead = bulkheads.bulkhead("passwords");
        this.nobodys = encoder.encode("nobody's");
    }

    public String hash(String password) {
        return bounded(() -> encoder.encode(password));
    }

    /** Whether the password has this hash; takes as long if there is none. */
    boolean matches(String password, @Nullable String hash) {
        boolean matches = bounded(() -> encoder.matches(password, hash == null ? nobodys : hash));
        return matches && hash != null;
    }

    /** Whether the hash was made with less work than is usual now. */
    boolean isWeak(String hash) {
        return encoder.upgradeEncoding(hash);
    }

    private <T> T bounded(Supplier<T> work) {
        try {
            return bulkhead.executeSupplier(work);
        } catch (BulkheadFullException e) {
            throw Problem.later(HttpStatus.SERVICE_UNAVAILABLE, "busy", "Too many log in at once; try again", 2);
        }
    }
}
