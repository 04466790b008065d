package dev.userservice.reindexing;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.userservice.indexing.TrialSearches.Outcome;
import dev.userservice.indexing.TrialSearches.Search;
import dev.userservice.reindexing.Report.Check;
import dev.userservice.reindexing.Report.Example;
import dev.userservice.reindexing.Report.Verdict;
import dev.userservice.user.UserProfile;
import dev.userservice.user.UserSamples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Looks for a sample of real users by what people type who look for them, as {@code golden-queries.json} says. What counts
 * is whom the old index shows where the new one does not, or only by guessing.
 */
@Component
class GoldenQueries {

    private final BothIndexes indexes;
    private final UserSamples samples;
    private final RehearsalProperties properties;
    private final List<GoldenRule> rules;

    GoldenQueries(BothIndexes indexes, UserSamples samples, RehearsalProperties properties, ObjectMapper json)
            throws IOException {
        this.indexes = indexes;
        this.samples = samples;
        this.properties = properties;
        rules = List.of(json.readValue(
                new ClassPathResource("golden-queries.json").getContentAsByteArray(), GoldenRule[].class));
    }

    private record Query(String userId, String text) {}

    /** How a query did on both. */
    private record Result(Query query, GoldenRule rule, BothIndexes.Answers answers) {

        boolean isGoodOn(Outcome outcome) {
            int rank = outcome.rank(query.userId());
            return rank > 0 && rank <= rule.within() && !outcome.guessed();
        }

        boolean isLost() {
            return isGoodOn(answers.serving()) && !isGoodOn(answers.candidate());
        }

        Example example() {
            return Example.ofUser(
                    query.userId(), "%s, before %s".formatted(told(answers.candidate()), told(answers.serving())));
        }

        private String told(Outcome outcome) {
            if (outcome.refused() != null) {
                return "refused (" + outcome.refused() + ")";
            }
            int rank = outcome.rank(query.userId());
            return (rank == 0 ? "not found" : "place " + rank) + (outcome.guessed() ? " by guessing" : "");
        }
    }

    List<Check> checks(Candidacy candidacy) {
        List<UserProfile> users = sample(candidacy.seed());
        return rules.stream().map(rule -> check(rule, users, candidacy)).toList();
    }

    private List<UserProfile> sample(int seed) {
        Map<String, UserProfile> users = new LinkedHashMap<>();
        Stream.of(UserSamples.Trait.values())
                .flatMap(trait -> samples.of(trait, seed, properties.users()).stream())
                .forEach(user -> users.put(user.id(), user));
        return List.copyOf(users.values());
    }

    private Check check(GoldenRule rule, List<UserProfile> users, Candidacy candidacy) {
        List<Query> queries = users.stream()
                .flatMap(user -> rule.asked().texts(user).stream().map(text -> new Query(user.id(), text)))
                .toList();
        List<Result> results = new ArrayList<>();
        for (Query query : queries) {
            Result result = ask(query, rule, candidacy, results.size());
            // somebody may have changed between the two answers
            results.add(result.isLost() ? ask(query, rule, candidacy, results.size()) : result);
        }
        return check(rule, results, candidacy.thresholds().lostGolden());
    }

    private Result ask(Query query, GoldenRule rule, Candidacy candidacy, int turn) {
        return new Result(query, rule, indexes.ask(Search.forAnybody(query.text()), candidacy, turn));
    }

    private Check check(GoldenRule rule, List<Result> results, double allowed) {
        List<Result> lost = results.stream().filter(Result::isLost).toList();
        Share share = new Share(
                lost.size(),
                results.stream()
                        .filter(result -> result.isGoodOn(result.answers().serving()))
                        .count());
        return new Check(
                "golden queries: " + rule.name(),
                share.whole() == 0 ? Verdict.SKIPPED : Verdict.of(share.value() <= allowed),
                share.sentence(
                        "users " + rule.place() + " in the old index", "are no longer there in the new one", allowed),
                Map.of(
                        "asked", (double) results.size(),
                        "good", share.whole(),
                        "lost", share.part(),
                        "lostShare", share.value()),
                Map.of("lostShare", allowed),
                lost.stream().limit(properties.examples()).map(Result::example).toList());
    }
}
