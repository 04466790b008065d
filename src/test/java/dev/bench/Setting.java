package dev.bench;

import java.util.List;
import java.util.Map;

/** What all parts of a run have in common; who was {@code wanted} by a question is somebody who can be found. */
record Setting(Stage stage, Report report, Scale scale, Map<Question, String> wanted) {

    static final int QUESTIONS = 10_000;
    private static final int MOST_PEOPLE = 200_000;

    static Setting of(Stage stage, Report report, Scale scale) {
        var people = new Corpus().users(scale.users()).limit(MOST_PEOPLE).toList();
        return new Setting(stage, report, scale, new QueryLog(people).asked(QUESTIONS));
    }

    /** All of them, mixed. */
    List<Question> questions() {
        return List.copyOf(wanted.keySet());
    }

    /** How the service is asked each of these. */
    static List<List<byte[]>> requests(List<Question> questions) {
        return questions.stream()
                .map(question -> List.of(HttpConnection.get(question.path())))
                .toList();
    }
}
