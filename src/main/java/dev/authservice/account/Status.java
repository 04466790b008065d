package dev.authservice.account;

/** Where an account stands. Only an active one is shown to the public. */
public enum Status {
    PENDING_VERIFICATION,
    ACTIVE,
    INACTIVE,
    SUSPENDED,
    BANNED;

    /** Whether its owner is let in; one who has deactivated the account may come back to it. */
    public boolean mayLogIn() {
        return switch (this) {
            case PENDING_VERIFICATION, ACTIVE, INACTIVE -> true;
            case SUSPENDED, BANNED -> false;
        };
    }
}
