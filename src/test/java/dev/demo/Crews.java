package dev.demo;

import java.util.List;

/** Fills in what crew members tell of themselves. */
final class Crews {

    private final Dice dice;
    private final Bios bios;

    Crews(Dice dice) {
        this.dice = dice;
        this.bios = new Bios(dice);
    }

    void fill(Fields user, Persona who, String handle) {
        Craft craft = dice.oneOf(List.of(Craft.values()));
        user.maybe(0.9, "bio", bio(who, craft))
                .maybe(0.95, "crewSkills", dice.some(craft.skills(), 2, 4))
                .maybe(0.9, "experienceLevel", dice.oneOf(List.of("Beginner", "Intermediate", "Advanced", "Expert")))
                .maybe(0.7, "equipmentOwned", dice.some(craft.equipment(), 1, 3))
                .maybe(0.7, "portfolioUrl", "https://" + Latin.of(handle) + ".example.org/work")
                .maybe(0.75, "hourlyRate", 5 * dice.between(3, 36))
                .maybe(0.85, "availability", dice.oneOf(List.of("Full-time", "Part-time", "Weekends", "Project-based")))
                .maybe(0.85, "workStyle", dice.oneOf(List.of("Remote", "On-site", "Hybrid")))
                .maybe(0.7, "specializations", dice.some(craft.specializations(), 1, 2))
                .maybe(0.3, "estimatedFollowers", dice.between(50, 3_000))
                .maybe(0.4, "instagramHandle", handle);
    }

    private String bio(Persona who, Craft craft) {
        String work = "%s in %s, %d years on set, mostly for %s channels."
                .formatted(
                        craft.title(),
                        who.place().local(),
                        dice.between(1, 25),
                        who.niche().label());
        return dice.chance(0.3) ? work + " " + String.join(" · ", bios.about(who)) : work;
    }
}
