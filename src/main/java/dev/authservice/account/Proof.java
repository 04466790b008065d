package dev.authservice.account;

/** Somebody gave the right password of an account while it had this hash; proves nothing any more once it has another. */
public record Proof(String accountId, String passwordHash) {

    /** Without the hash, which must not end up in a log. */
    @Override
    public String toString() {
        return "Proof[accountId=" + accountId + "]";
    }
}
