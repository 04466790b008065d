package dev.userservice.search;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Real public profiles, where a copy of them is at hand. */
@Tag("real-users")
class RealUsersIntegrationTests extends AbstractProfileTests {

    @Override
    InputStream profiles() throws IOException {
        Path file = Path.of(System.getProperty("real-users", "real-users.json"));
        assumeTrue(Files.exists(file), () -> "there are no real profiles at " + file);
        return Files.newInputStream(file);
    }

    /** Each row: a query, and the handles of the first hits in order. */
    private static final String TABLE = """
            torvalds                 | torvalds
            @torvalds                | torvalds
            linus                    | torvalds
            linux foundation         | torvalds
            wharton jake             | JakeWharton
            jake wharton             | JakeWharton
            evan you                 | yyx990803
            yyx                      | yyx990803
            abramov                  | gaearon
            dan abramof              | gaearon
            sindre                   | sindresorhus
            sindresorus              | sindresorhus
            addy                     | addyosmani
            andrej                   | karpathy
            tom preston werner       | mojombo
            preston-werner           | mojombo
            prestonwerner            | mojombo
            代码家                    | daimajia
            云风                      | cloudwu
            司徒正美                  | RubyLouvre
            heinemeier               | dhh
            david hansson            | dhh
            mrdoob                   | mrdoob
            mr doob                  | mrdoob
            kent dodds               | kentcdodds
            kent c dodds             | kentcdodds
            ken reitz                | ken-reitz
            paul irsh                | paulirish
            brad traversi            | bradtraversy
            vim plugin               | tpope
            observablehq             | mbostock
            """;

    @Test
    void whoIsLookedForIsFirst() {
        SoftAssertions table = new SoftAssertions();
        TABLE.lines().forEach(row -> {
            String query = row.substring(0, row.indexOf('|')).strip();
            JsonNode hit = service.search(query).body().at("/hits/0/username");
            table.assertThat(hit.asText())
                    .as(query)
                    .isEqualTo(row.substring(row.indexOf('|') + 1).strip());
        });
        table.assertAll();
    }

    @Test
    void aFullNameWithOneLetterWrongIsStillFound() {
        Random random = new Random(2026);
        Recall recall = new Recall("full name with one random letter changed among the first 10");
        for (JsonNode user : users) {
            String name = nameOf(user);
            if (name.chars().anyMatch(Character::isLetter)) {
                String wrong = withOneLetterChanged(name, random);
                recall.count(wrong, isAmongFirst(10, wrong, user));
            }
        }

        recall.isAtLeast(95);
    }

    private static String withOneLetterChanged(String name, Random random) {
        int[] letters = IntStream.range(0, name.length())
                .filter(i -> Character.isLetter(name.charAt(i)))
                .toArray();
        int changed = letters[random.nextInt(letters.length)];
        char other = (char) ('a' + random.nextInt(26));
        return other == Character.toLowerCase(name.charAt(changed))
                ? withOneLetterChanged(name, random)
                : name.substring(0, changed) + other + name.substring(changed + 1);
    }

    @Test
    void aHandleIsFoundWhileItIsTyped() {
        Recall recall = new Recall("each prefix of 4 letters or more of a handle among the first 10");
        for (JsonNode user : users) {
            String handle = user.path("username").asText();
            for (int length = 4; length <= handle.length(); length++) {
                String prefix = handle.substring(0, length);
                recall.count(prefix, isAmongFirst(10, prefix, user));
            }
        }

        recall.isAtLeast(90);
    }
}
