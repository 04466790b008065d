package dev.demo;

/** Fills in what influencers tell of themselves. */
final class Influencers {

    private final Dice dice;
    private final Bios bios;

    Influencers(Dice dice) {
        this.dice = dice;
        this.bios = new Bios(dice);
    }

    void fill(Fields user, Persona who, String handle, long followers) {
        user.maybe(0.88, "bio", bios.influencer(who))
                .maybe(0.92, "primaryNiche", who.niche().label())
                .maybe(0.85, "contentCategories", dice.some(who.niche().categories(), 1, 3))
                .maybe(0.92, "primaryPlatform", who.platform().label())
                .maybe(0.96, "estimatedFollowers", followers)
                .maybe(0.8, "engagementRate", engagement(followers))
                .maybe(0.25, "website", "https://" + Latin.of(handle) + ".example.com");
        if (!who.platform().handleField().isEmpty()) {
            user.put(who.platform().handleField(), handle);
        }
        user.maybe(0.5, Platform.INSTAGRAM.handleField(), handle);
        user.maybe(0.15, Platform.TWITTER.handleField(), handle);
    }

    /** Small accounts are close to their people: from about 9 % there to about 1 % among the largest. */
    private double engagement(long followers) {
        double usual = 11 - 1.4 * Math.log10(followers + 10.0);
        return Math.round(100 * Math.max(0.2, usual * dice.between(50, 150) / 100)) / 100.0;
    }
}
