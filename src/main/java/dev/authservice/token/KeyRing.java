package dev.authservice.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** The keys at hand, read again every half minute; while Postgres is away those known last do. */
@Component
class KeyRing implements JWKSource<SecurityContext> {

    private static final Logger log = LoggerFactory.getLogger(KeyRing.class);
    private static final Duration KEPT = Duration.ofSeconds(30);

    private final SigningKeys keys;
    private final KeyRotation rotation;
    private final InstantSource clock;
    private volatile @Nullable Loaded loaded;

    KeyRing(SigningKeys keys, KeyRotation rotation, InstantSource clock) {
        this.keys = keys;
        this.rotation = rotation;
        this.clock = clock;
    }

    private record Loaded(List<SigningKey> keys, Instant at) {

        boolean isFresh(Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(KEPT)) && signs(now);
        }

        boolean signs(Instant now) {
            return keys.stream().anyMatch(key -> key.signsAt(now));
        }
    }

    /** The id of the key that signs now. */
    String signing() {
        List<SigningKey> known = current();
        // asked afterwards: a key that was made just now signs from then on
        Instant now = clock.instant();
        return known.stream()
                .filter(key -> key.signsAt(now))
                .toList()
                .getLast()
                .pair()
                .getKeyID();
    }

    /** The public halves, of those that are about to sign and those that have signed, too. */
    JWKSet published() {
        return set().toPublicJWKSet();
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        return selector.select(set());
    }

    private JWKSet set() {
        return new JWKSet(current().stream().<JWK>map(SigningKey::pair).toList());
    }

    private List<SigningKey> current() {
        Instant now = clock.instant();
        Loaded known = loaded;
        if (known != null && known.isFresh(now)) {
            return known.keys();
        }
        try {
            List<SigningKey> read = keys.all();
            loaded = new Loaded(read.stream().anyMatch(key -> key.signsAt(now)) ? read : rotation.rotate(), now);
            return loaded.keys();
        } catch (DataAccessException e) {
            if (known == null) {
                throw e;
            }
            log.warn("Signing keys cannot be read: {}", e.getMessage());
            return known.keys();
        }
    }
}
