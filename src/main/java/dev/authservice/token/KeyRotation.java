package dev.authservice.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes the next key in time, and forgets one when the last token it signed has expired. */
@Component
class KeyRotation {

    private static final Duration SKEW = Duration.ofMinutes(5);

    private final SigningKeys keys;
    private final TokenProperties properties;
    private final InstantSource clock;

    KeyRotation(SigningKeys keys, TokenProperties properties, InstantSource clock) {
        this.keys = keys;
        this.properties = properties;
        this.clock = clock;
    }

    /** The keys as they are to be now; of several instances the first makes what is missing. */
    @Transactional
    @Scheduled(fixedDelayString = "1h")
    public List<SigningKey> rotate() {
        keys.lock();
        Instant now = clock.instant();
        List<SigningKey> known = keys.all();
        if (known.stream().noneMatch(key -> key.signsAt(now))) {
            keys.add(new SigningKey(newPair(), now));
        } else {
            addNext(known.getLast().signsFrom().plus(properties.keyLifetime()), now);
        }
        keys.removeReplacedBefore(now.minus(properties.lifetime()).minus(SKEW));
        return keys.all();
    }

    private void addNext(Instant due, Instant now) {
        Instant known = now.plus(properties.keyAhead());
        if (!due.isAfter(known)) {
            keys.add(new SigningKey(newPair(), known));
        }
    }

    private static ECKey newPair() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(UUID.randomUUID().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("Every JDK makes keys for P-256", e);
        }
    }
}
