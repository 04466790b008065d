package dev.demo;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.datafaker.Faker;

/** Gives people and companies names of their language. */
final class Names {

    private static final Set<Language> TELLING_LAST_NAMES =
            Set.of(Language.RUSSIAN, Language.UKRAINIAN, Language.CZECH);

    private final Map<Language, Faker> fakers = new EnumMap<>(Language.class);
    private final long seed;
    private final Dice dice;

    Names(long seed, Dice dice) {
        this.seed = seed;
        this.dice = dice;
    }

    Name person(Language language) {
        if (ScriptNames.exist(language)) {
            Name name = ScriptNames.of(language, dice);
            return dice.chance(0.2) ? name.inLatin() : name;
        }
        if (TELLING_LAST_NAMES.contains(language)) {
            String gender = dice.chance(0.6) ? "female" : "male";
            return Name.of(resolve(language, gender + "_first_name"), resolve(language, gender + "_last_name"));
        }
        return Name.of(
                faker(language).name().firstName(), faker(language).name().lastName());
    }

    String company(Persona who) {
        if (ScriptNames.exist(who.language())) {
            String name = who.name().last() + " " + Phrases.word(who.language(), who.niche());
            return who.language() == Language.JAPANESE || who.language() == Language.CHINESE
                    ? name.replace(" ", "")
                    : name;
        }
        return faker(who.language()).company().name();
    }

    private Faker faker(Language language) {
        return fakers.computeIfAbsent(language, _ -> new Faker(language.locale(), new Random(seed)));
    }

    private String resolve(Language language, String key) {
        return faker(language).resolve("name." + key);
    }
}
