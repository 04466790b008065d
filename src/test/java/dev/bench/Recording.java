package dev.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * What a service asks Elasticsearch for each of its requests, so that the same can be asked without it. It is kept under its
 * name as long as the classes are the same.
 */
record Recording(Stage stage, String name, Predicate<String> wanted) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int CHECKED = 500;

    /** Throws if the answer of the service is not what the answers to its searches are. */
    @FunctionalInterface
    interface Check {
        void same(JsonNode served, List<JsonNode> raw);
    }

    /** The raw arm for tasks of these requests to a service. */
    Arm of(List<List<byte[]>> requests) throws IOException {
        return Arm.of("raw", stage.elasticsearch(), PassedOn.read(file(requests)));
    }

    /** Where the searches for each of these requests are written down. */
    Path file(List<List<byte[]>> requests) throws IOException {
        Path file = stage.recorded(name);
        if (!Files.exists(file)) {
            System.out.printf("Recording %s, %,d times ...%n", name, requests.size());
            PassedOn.write(searches(requests), file);
        }
        return file;
    }

    // those that are asked several times are recorded once
    private List<List<byte[]>> searches(List<List<byte[]>> requests) throws IOException {
        Map<String, List<byte[]>> known = new HashMap<>();
        List<List<byte[]>> searches = new ArrayList<>();
        try (Recorder recorder = new Recorder(stage.elasticsearch(), wanted)) {
            Stage.Running service = stage.startService(recorder.url(), Stage.NO_DRIFT_CONTROL);
            Arm served = Arm.of("recorded", stage.elasticsearch(), requests);
            try (HttpConnection connection = new HttpConnection(service.url())) {
                served.perform(0, connection);
                recorder.take();
                for (int task = 0; task < requests.size(); task++) {
                    String request = new String(requests.get(task).getFirst(), StandardCharsets.ISO_8859_1);
                    if (!known.containsKey(request)) {
                        served.perform(task, connection);
                        known.put(request, recorder.take());
                    }
                    searches.add(known.get(request));
                }
            } finally {
                service.process().close();
            }
        }
        return searches;
    }

    /** Compares the answers of a service with those to the searches, for some of so many tasks. */
    static void check(Arm service, Arm raw, int tasks, Check check) throws IOException {
        try (HttpConnection connection = new HttpConnection(service.server());
                HttpConnection direct = new HttpConnection(raw.server())) {
            for (int task = 0; task < tasks; task += Math.max(1, tasks / CHECKED)) {
                service.perform(task, connection);
                JsonNode served = JSON.readTree(connection.body());
                check.same(served, answers(raw.requests().apply(task), direct));
            }
        }
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
