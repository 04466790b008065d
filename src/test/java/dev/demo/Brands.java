package dev.demo;

import java.util.List;
import org.springframework.util.StringUtils;

/** Fills in what brands tell of themselves. */
final class Brands {

    private static final List<String> TYPES =
            List.of("Startup", "Agency", "Small business", "Enterprise", "Non-profit", "Marketplace");
    private static final List<String> AUDIENCES = List.of(
            "Gen Z",
            "Millennials",
            "Parents",
            "Students",
            "Professionals",
            "Seniors",
            "Families",
            "Urban",
            "Women",
            "Men");
    private static final List<String> CAMPAIGNS = List.of(
            "Sponsored posts",
            "Product reviews",
            "Brand ambassador",
            "Giveaways",
            "User-generated content",
            "Affiliate",
            "Events");
    private static final List<String> OFFERS = List.of(
            "Good things for everybody into %s.",
            "We bring %s brands and creators together.",
            "Everything around %s, made with care.",
            "An independent %s label.");

    private final Dice dice;
    private final Bios bios;

    Brands(Dice dice) {
        this.dice = dice;
        this.bios = new Bios(dice);
    }

    void fill(Fields user, Persona who, String company, String handle, long followers) {
        String topic = who.niche().label();
        user.put("companyName", company)
                .maybe(0.9, "bio", bio(who, dice.oneOf(OFFERS).formatted(topic)))
                .maybe(0.9, "industry", StringUtils.capitalize(topic))
                .maybe(0.9, "companyType", dice.oneOf(TYPES))
                .maybe(0.8, "companyWebsite", "https://www." + Latin.of(handle) + ".example.com")
                .maybe(0.8, "targetAudience", dice.some(AUDIENCES, 1, 4))
                .maybe(0.8, "campaignTypes", dice.some(CAMPAIGNS, 1, 4))
                .maybe(0.4, "primaryNiche", topic)
                .maybe(0.5, "primaryPlatform", who.platform().label())
                .maybe(0.6, "estimatedFollowers", followers)
                .maybe(0.5, "instagramHandle", handle)
                .maybe(0.5, "linkedinHandle", handle);
    }

    private String bio(Persona who, String offer) {
        return dice.chance(0.4) ? String.join(" · ", bios.about(who)) + " · " + offer : offer;
    }
}
