package dev.demo;

import java.util.ArrayList;
import java.util.List;
import org.springframework.util.StringUtils;

/** Writes bios: always about the niche, in English, in the person's language, or in both. */
final class Bios {

    private static final List<String> CLOSINGS = List.of(
            "DM for collabs",
            "Collabs: link in bio",
            "she/her",
            "he/him",
            "Coffee first",
            "Opinions are my own",
            "Open for brand deals");

    private final Dice dice;

    Bios(Dice dice) {
        this.dice = dice;
    }

    String influencer(Persona who) {
        List<String> parts = new ArrayList<>(about(who));
        if (dice.chance(0.35)) {
            parts.add(who.platform().habit());
        }
        if (dice.chance(0.3)) {
            parts.add(dice.oneOf(CLOSINGS));
        }
        String bio = String.join(dice.oneOf(List.of(" | ", " · ", "\n", " / ")), parts);
        return dice.chance(0.4) ? bio + " " + who.niche().emoji() : bio;
    }

    /** One or two sentences in one or two languages. */
    List<String> about(Persona who) {
        String english = inEnglish(who, dice.oneOf(who.niche().sentences()));
        if (who.language() == Language.ENGLISH) {
            return List.of(english);
        }
        String own = inOwnWords(who, dice.oneOf(Phrases.sentences(who.language())));
        return dice.either(() -> List.of(english), () -> List.of(own), () -> List.of(own), () -> List.of(own, english));
    }

    private static String inOwnWords(Persona who, String sentence) {
        String text = sentence.replace("{niche}", Phrases.word(who.language(), who.niche()))
                .replace("{city}", who.place().local());
        return StringUtils.capitalize(text);
    }

    private static String inEnglish(Persona who, String sentence) {
        return sentence.replace("{city}", who.place().english().replaceAll(",.*", ""));
    }
}
