package dev.bench;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What the services of a run have learned before they are measured, from one that has done the same work before them. */
final class Lessons {

    // as many as the compiler goes on gaining from
    private static final int SEARCHES = 30_000;
    private static final int SUGGESTIONS = 6_000;
    private static final int DELIVERIES = 10_000;
    private static final int ONE_AT_A_TIME = 2_000;

    private static final int SEARCHING = 4;
    private static final int DELIVERING = 32;
    private static final String USERS = "lesson-";

    private final Stage stage;
    private final List<Question> questions;

    private Lessons(Setting setting) {
        this.stage = setting.stage();
        this.questions = setting.questions();
    }

    /** Gives them; not if a service of the same classes has, in this run or an earlier one. */
    static void give(Setting setting) throws Exception {
        if (!setting.stage().isTaught()) {
            new Lessons(setting).give();
        }
    }

    private void give() throws Exception {
        System.out.printf("Teaching services how to search, %,d times, and the rest ...%n", SEARCHES);
        Stage.Running teacher = stage.startTeacher();
        Arm searches = Arm.of("teacher", teacher.url(), Setting.requests(questions));
        Stage.awaken(searches);
        new ClosedLoop(SEARCHING, Map.of()).run(searches, 0, SEARCHES);
        Arm suggestions = Arm.of("teacher", teacher.url(), SuggestBench.requestsWhileTyping(questions));
        new ClosedLoop(SEARCHING, Map.of()).run(suggestions, 0, SUGGESTIONS);
        List<List<byte[]>> webhooks = new Deliveries(stage.secret())
                .of(USERS, DELIVERIES + ONE_AT_A_TIME).stream().map(List::of).toList();
        Arm deliveries = Arm.of("teacher", teacher.url(), webhooks);
        new ClosedLoop(DELIVERING, Map.of()).run(deliveries, 0, DELIVERIES);
        new ClosedLoop(1, Map.of()).run(deliveries, DELIVERIES, ONE_AT_A_TIME);
        awaitIndexed();
        stage.endLessons(teacher);
        new Leftovers(USERS).remove(stage);
    }

    private void awaitIndexed() throws SQLException, IOException {
        try (Connection connection = stage.connect()) {
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> Stage.number(connection, "SELECT count(*) FROM index_queue") == 0);
        }
        try (HttpConnection elasticsearch = new HttpConnection(stage.elasticsearch())) {
            RawDocuments.call(elasticsearch, HttpConnection.post("/users/_refresh", "application/json", new byte[0]));
        }
    }
}
