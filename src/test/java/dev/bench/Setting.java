package dev.bench;

import java.util.List;
import java.util.Map;

/**
 * What all parts of a run have in common: the questions in the order in which they are asked, some of them again and again,
 * and who was {@code wanted} by each, if that is somebody who can be found.
 */
record Setting(Stage stage, Report report, Scale scale, List<Question> questions, Map<Question, String> wanted) {

    private static final int DISTINCT_QUESTIONS = 10_000;
    private static final int MOST_PEOPLE = 200_000;

    static Setting of(Stage stage, Report report, Scale scale) {
        var people = new Corpus().users(scale.users()).limit(MOST_PEOPLE).toList();
        QueryLog log = new QueryLog(people);
        return new Setting(stage, report, scale, log.questions(DISTINCT_QUESTIONS), log.wanted());
    }

    /** How the service is asked each of these. */
    static List<List<byte[]>> requests(List<Question> questions) {
        return questions.stream()
                .map(question -> List.of(HttpConnection.get(question.path())))
                .toList();
    }
}
