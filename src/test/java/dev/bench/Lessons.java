package dev.bench;

import java.sql.Connection;
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

    private static final int FEW_CALLERS = 4;
    private static final int MANY_CALLERS = 32;
    private static final Leftovers USERS = new Leftovers("lesson-");
    private static final Duration LONGEST_INDEXING = Duration.ofMinutes(2);

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
        try {
            search(teacher);
            deliver(teacher);
            stage.endLessons(teacher);
        } finally {
            // what it still works on would come back
            teacher.process().close();
            USERS.remove(stage);
            stage.settle();
        }
        stage.keepLessons();
    }

    private void search(Stage.Running teacher) throws Exception {
        Arm searches = Arm.of("teacher", teacher.url(), Setting.requests(questions));
        Stage.awaken(searches);
        ClosedLoop loop = new ClosedLoop(FEW_CALLERS, Map.of());
        loop.run(searches, 0, SEARCHES);
        loop.run(Arm.of("teacher", teacher.url(), SuggestBench.requestsWhileTyping(questions)), 0, SUGGESTIONS);
    }

    private void deliver(Stage.Running teacher) throws Exception {
        // of their own each time, or they would be taken for repeated ones
        Arm deliveries =
                new Deliveries(stage.secret()).arm(teacher.url(), USERS.ofThisRun(), DELIVERIES + ONE_AT_A_TIME);
        new ClosedLoop(MANY_CALLERS, Map.of()).run(deliveries, 0, DELIVERIES);
        new ClosedLoop(1, Map.of()).run(deliveries, DELIVERIES, ONE_AT_A_TIME);
        try (Connection connection = stage.connect()) {
            Stage.awaitIndexed(connection, LONGEST_INDEXING);
        }
    }
}
