package dev.bench;

import dev.bench.Question.Kind;
import dev.bench.Question.Refinement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Questions as people ask them, about people of the corpus and about nobody; the same every time. */
final class QueryLog {

    private static final long SEED = 7;

    private final RandomGenerator random = new Random(SEED);
    private final List<Map<String, Object>> people;
    private final Map<Question, String> wanted = new LinkedHashMap<>();

    /** Asks about some of these people. */
    QueryLog(List<Map<String, Object>> people) {
        this.people = people;
    }

    /** So many different questions, and how often each is asked again meanwhile. */
    List<Question> questions(int distinct) {
        List<Question> asked = new ArrayList<>();
        while (wanted.size() < distinct) {
            Map<String, Object> person = people.get(random.nextInt(people.size()));
            Question question = question(person);
            if (!question.text().isBlank() || question.kind() == Kind.BROWSE) {
                asked.add(question);
                wanted.putIfAbsent(question, text(person, "roles").contains("INFLUENCER") ? text(person, "id") : "");
            }
        }
        return List.copyOf(asked);
    }

    /** The questions asked so far and the influencer each is about; blank if it is about somebody else. */
    Map<Question, String> wanted() {
        return Collections.unmodifiableMap(wanted);
    }

    private Question question(Map<String, Object> person) {
        Question plain = plain(person);
        int share = random.nextInt(100);
        return plain.refined(
                share < 6
                        ? Refinement.FACETS
                        : share < 14 ? Refinement.FOLLOWERS : share < 17 ? Refinement.VERIFIED : Refinement.NONE);
    }

    private Question plain(Map<String, Object> person) {
        String first = text(person, "firstName");
        String last = text(person, "lastName");
        String name = first + " " + last;
        String niche = random.nextInt(10) == 0 ? text(person, "primaryNiche") : "";
        int share = random.nextInt(100);
        if (share < 24) {
            return new Question(Kind.FULL_NAME, name, "");
        } else if (share < 32) {
            return new Question(Kind.FIRST_NAME, first, niche);
        } else if (share < 42) {
            return new Question(Kind.LAST_NAME, last, niche);
        } else if (share < 57) {
            return new Question(Kind.HANDLE, text(person, "username"), "");
        } else if (share < 72) {
            return new Question(Kind.CUT_OFF_NAME, cutOff(name), niche);
        } else if (share < 82) {
            return new Question(Kind.BIO_WORDS, bioWords(text(person, "bio")), niche);
        } else if (share < 90) {
            return new Question(Kind.TYPO, mistyped(name), "");
        } else if (share < 95) {
            return new Question(Kind.NICHE_AND_CITY, text(person, "primaryNiche") + " " + text(person, "location"), "");
        } else if (share < 98) {
            return new Question(Kind.NOBODY, letters(9), "");
        }
        return new Question(Kind.BROWSE, "", text(person, "primaryNiche"));
    }

    private static String text(Map<String, Object> person, String field) {
        return String.valueOf(person.get(field));
    }

    private String cutOff(String name) {
        return name.length() < 5 ? name : name.substring(0, 3 + random.nextInt(name.length() - 3));
    }

    private String bioWords(String bio) {
        String[] words = bio.toLowerCase(Locale.ROOT).split("[^\\p{L}]+", -1);
        return words[random.nextInt(words.length)] + (random.nextBoolean() ? "" : " " + words[0]);
    }

    private String mistyped(String name) {
        int place = 1 + random.nextInt(Math.max(1, name.length() - 1));
        return name.substring(0, place) + letters(1) + name.substring(Math.min(place + 1, name.length()));
    }

    private String letters(int count) {
        var letters = new StringBuilder();
        for (int i = 0; i < count; i++) {
            letters.append((char) ('a' + random.nextInt(26)));
        }
        return letters.toString();
    }
}
