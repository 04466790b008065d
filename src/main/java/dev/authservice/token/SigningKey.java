package dev.authservice.token;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Instant;

/** A key pair and when it starts to sign; it stops when the next one starts. */
record SigningKey(ECKey pair, Instant signsFrom) {

    boolean signsAt(Instant time) {
        return !signsFrom.isAfter(time);
    }

    @Override
    public String toString() {
        return "SigningKey[kid=%s, signsFrom=%s]".formatted(pair.getKeyID(), signsFrom);
    }
}
