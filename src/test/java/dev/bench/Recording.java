package dev.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** What a service asks Elasticsearch for each of its requests, so that the same can be asked without it. */
record Recording(Stage stage, String wanted, Check check) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int CHECKED = 50;

    /** Throws if the answer of the service is not what the answers to its searches are. */
    @FunctionalInterface
    interface Check {
        void same(JsonNode served, List<JsonNode> raw);
    }

    /** The raw arm for tasks of these requests to a service; of every so many the answers are compared. */
    Arm of(List<List<byte[]>> requests) throws IOException {
        Arm served = Arm.of("recorded", stage.elasticsearch(), requests);
        List<List<byte[]>> searches = new ArrayList<>();
        try (Recorder recorder = new Recorder(stage.elasticsearch(), wanted)) {
            Stage.Running recording = stage.startService(recorder.url(), Stage.NO_DRIFT_CONTROL);
            try (HttpConnection connection = new HttpConnection(recording.url());
                    HttpConnection direct = new HttpConnection(stage.elasticsearch())) {
                recorder.take();
                for (int task = 0; task < requests.size(); task++) {
                    served.perform(task, connection);
                    searches.add(recorder.take());
                    if (task % CHECKED == 0) {
                        check.same(JSON.readTree(connection.body()), answers(searches.getLast(), direct));
                    }
                }
            } finally {
                recording.process().close();
            }
        }
        return Arm.of("raw", stage.elasticsearch(), searches);
    }

    private static List<JsonNode> answers(List<byte[]> searches, HttpConnection direct) throws IOException {
        List<JsonNode> answers = new ArrayList<>();
        for (byte[] search : searches) {
            RawDocuments.call(direct, search);
            answers.add(JSON.readTree(direct.body()));
        }
        return answers;
    }

    /** What stands at this place in each of a list, where it does. */
    static List<String> texts(JsonNode list, String pointer) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(entry -> entry.at(pointer).asText())
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** How many searches one task is, on average. */
    static double searches(Arm raw, int tasks) {
        double all = 0;
        for (int task = 0; task < tasks; task++) {
            all += raw.requests().apply(task).size();
        }
        return all / tasks;
    }
}
