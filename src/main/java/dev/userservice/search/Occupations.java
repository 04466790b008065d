package dev.userservice.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.core.io.ClassPathResource;

/**
 * What people do, in the words that the index takes for others: whoever photographs is a photographer. It does so only
 * with words that are written as it knows them, so a misspelled one has to be put right before.
 */
final class Occupations {

    private static final Set<String> WORDS = read();

    private Occupations() {}

    /** The one that somebody meant by this, unless it is one already. */
    static Optional<String> meantBy(String word) {
        String asked = NormalizedQuery.of(word);
        return asked.isEmpty() || WORDS.contains(asked)
                ? Optional.empty()
                : TypingErrors.nearest(asked, WORDS.stream().filter(known -> known.startsWith(asked.substring(0, 1))));
    }

    private static Set<String> read() {
        try (InputStream file = new ClassPathResource("es-mappings/users.json").getInputStream()) {
            JsonNode synonyms =
                    new JsonMapper().readTree(file).requiredAt("/settings/analysis/filter/occupations/synonyms");
            Set<String> words = new TreeSet<>();
            StreamSupport.stream(synonyms.spliterator(), false)
                    .flatMap(alike -> Stream.of(alike.asText().split(", *")))
                    .filter(word -> !word.contains(" "))
                    .flatMap(word -> Stream.of(word, word + "s"))
                    .forEach(words::add);
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException("users.json cannot be read", e);
        }
    }
}
