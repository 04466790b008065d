package dev.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is measured is the same every time, and as uneven as real people and their questions. */
class QueryLogTests {

    private static final List<Map<String, Object>> PEOPLE =
            new Corpus().users(2_000).toList();

    @Test
    void theSamePeopleAndQuestionsComeEveryTime() {
        assertThat(new Corpus().users(2_000).toList()).isEqualTo(PEOPLE);
        assertThat(new QueryLog(PEOPLE).questions(500)).isEqualTo(new QueryLog(PEOPLE).questions(500));
    }

    @Test
    void handlesAreUniqueAndNamesAreNot() {
        assertThat(PEOPLE.stream().map(user -> user.get("username"))).doesNotHaveDuplicates();
        assertThat(PEOPLE.stream().map(user -> user.get("firstName")).distinct().count())
                .isLessThan(1_500);
    }

    @Test
    void questionsAreOfEveryKindAndSomeAreAskedAgain() {
        QueryLog log = new QueryLog(PEOPLE);
        List<Question> questions = log.questions(1_000);

        assertThat(log.wanted()).hasSize(1_000);
        assertThat(Set.copyOf(questions)).isEqualTo(log.wanted().keySet());
        assertThat(questions).hasSizeGreaterThan(1_000);
        assertThat(questions.stream().map(Question::kind).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Question.Kind.values());
        assertThat(questions.stream().map(Question::refinement).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Question.Refinement.values());
    }

    @Test
    void theFirstChoiceComesTwiceAsOftenAsTheSecond() {
        Zipf<String> names = new Zipf<>(List.of("one", "two", "three"));
        SplittableRandom random = new SplittableRandom(1);
        String[] drawn = new String[11_000];
        Arrays.setAll(drawn, _ -> names.draw(random));

        Map<String, Long> counts =
                Arrays.stream(drawn).collect(Collectors.groupingBy(name -> name, Collectors.counting()));
        assertThat(counts.get("one")).isBetween(5_700L, 6_300L);
        assertThat(counts.get("two")).isBetween(2_800L, 3_200L);
        assertThat(counts.get("three")).isBetween(1_850L, 2_150L);
    }
}
