package dev.userservice.analytics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Computes the scores of those whose turn it is. */
@Component
class Scoring {

    private final ScoreRows rows;
    private final ScoredUsers users;
    private final ScoreProperties properties;
    private final Counter computed;
    private final Counter moved;

    Scoring(ScoreRows rows, ScoredUsers users, ScoreProperties properties, MeterRegistry meters) {
        this.rows = rows;
        this.users = users;
        this.properties = properties;
        this.computed = Counter.builder("user_service.analytics.scores")
                .description("People whose scores were computed")
                .register(meters);
        this.moved = Counter.builder("user_service.analytics.scores.moved")
                .description("People whose search score moved so much that their documents are written again")
                .register(meters);
    }

    /** Returns for how many that was. */
    int computeSome() {
        List<String> due = rows.claim(properties);
        if (!due.isEmpty()) {
            Map<String, Scores> scores = new TreeMap<>();
            rows.recently(due).forEach((userId, recently) -> scores.put(userId, Scores.of(recently)));
            moved.increment(users.lift(scores));
            rows.write(scores);
            computed.increment(due.size());
        }
        return due.size();
    }
}
