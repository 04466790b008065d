package dev.bench;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import net.datafaker.Faker;

/** The names, places and words that invented users are made of; the same for the same seed. */
record Vocabulary(
        Zipf<String> firstNames,
        Zipf<String> lastNames,
        Zipf<String> cities,
        Zipf<String> jobs,
        Zipf<String> hobbies,
        Zipf<String> dishes) {

    static final List<String> NICHES = List.of(
            "travel",
            "food",
            "fashion",
            "fitness",
            "beauty",
            "gaming",
            "tech",
            "music",
            "photography",
            "parenting",
            "finance",
            "sports",
            "art",
            "books",
            "pets",
            "gardening",
            "cars",
            "comedy",
            "science",
            "sustainability");

    private static final List<String> LOCALES =
            List.of("en", "de", "fr", "es", "it", "pl", "pt-BR", "sv-SE", "nl", "tr", "ja", "zh-CN", "ko", "vi", "ru");

    static Vocabulary of(long seed) {
        return new Vocabulary(
                distinct(seed, 6_000, faker -> faker.name().firstName()),
                distinct(seed, 30_000, faker -> faker.name().lastName()),
                distinct(seed, 4_000, faker -> faker.address().city()),
                distinct(seed, 900, faker -> faker.job().title()),
                distinct(seed, 300, faker -> faker.hobby().activity()),
                distinct(seed, 300, faker -> faker.food().dish()));
    }

    // turn about, so that the most frequent come from all languages
    private static Zipf<String> distinct(long seed, int most, Function<Faker, String> word) {
        List<Faker> fakers = LOCALES.stream()
                .map(tag -> new Faker(Locale.forLanguageTag(tag), new Random(seed)))
                .toList();
        Set<String> words = new LinkedHashSet<>();
        for (int i = 0; i < 3 * most && words.size() < most; i++) {
            words.add(word.apply(fakers.get(i % fakers.size())));
        }
        return new Zipf<>(List.copyOf(words));
    }

    /** A way to say in one of five languages what somebody does. */
    static List<String> sentences(String niche) {
        return Stream.of(
                        "Sharing my love for %s every day",
                        "Hier dreht sich alles um %s und das gute Leben",
                        "Toujours à la recherche de %s et de beaux moments",
                        "Apasionada por %s y por contar historias",
                        "%sと日常を発信しています")
                .map(sentence -> sentence.formatted(niche))
                .toList();
    }
}
