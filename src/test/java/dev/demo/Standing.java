package dev.demo;

/** How an account stands with the platform, and how many of a hundred do. */
enum Standing {
    ACTIVE(88),
    PENDING_VERIFICATION(5),
    INACTIVE(4),
    SUSPENDED(2),
    BANNED(1);

    private final int share;

    Standing(int share) {
        this.share = share;
    }

    static void fill(Fields user, Dice dice) {
        Standing standing = dice.weighted(values(), of -> of.share);
        boolean active = standing != BANNED && standing != INACTIVE && !dice.chance(0.015);
        user.put("status", standing.name())
                .put("isActive", active)
                .put("emailVerified", standing != PENDING_VERIFICATION && dice.chance(0.8));
    }
}
