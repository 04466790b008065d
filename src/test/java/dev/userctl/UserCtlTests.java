package dev.userctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.userctl.SpokenContract.Asked;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What an operator types, what the service is asked then, what is shown, and how the command exits. */
class UserCtlTests {

    private final SpokenContract contract = SpokenContract.start();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @AfterEach
    void stop() {
        contract.close();
    }

    @ParameterizedTest
    @CsvSource({"none, 0, Nothing to do.", "in_place, 2, No rebuild needed", "rebuild, 2, A rebuild is needed."})
    void aPlanExitsWithWhetherThereIsSomethingToDo(String change, int code, String conclusion) {
        contract.says("GET/plan", 200, """
                {"change": "%s", "index": "users-000001", "mappingVersion": {"live": 3, "file": 4}, "changes": [
                  {"path": "properties.bio.analyzer", "kind": "changed", "verdict": "rebuild", "live": "words", "file": "stems", "why": "For life"},
                  {"path": "properties.x", "kind": "added", "verdict": "in_place", "file": {"type": "keyword"}, "why": "Can be added"},
                  {"path": "properties.y", "kind": "removed", "verdict": "left_over", "live": {"type": "long"}, "why": "Harmless"}],
                 "documents": 200000, "bytes": 518000000, "freeBytes": 12300000000, "estimatedSeconds": 64,
                 "estimateIncludesTrial": true,
                 "refusals": ["The cluster is red"]}
                """.formatted(change));

        assertThat(run("plan")).isEqualTo(code);

        assertThat(out.toString())
                .contains("users-000001: mapping version 3, the file has 4")
                .contains("~ rebuild    properties.bio.analyzer")
                .contains("words -> stems")
                .contains("+ in place   properties.x")
                .contains("- left over  properties.y")
                .contains("200,000 documents in 518.0 MB, 12.3 GB free; a rebuild takes about 64 s")
                .contains(conclusion)
                .contains("Not now: The cluster is red");
        assertThat(contract.asked()).extracting(Asked::authorization).containsExactly("Bearer secret");
    }

    @Test
    void anEstimateOfFillingAloneSaysWhatComesAfterIt() {
        contract.says("GET/plan", 200, "{\"estimatedSeconds\": 64, \"estimateIncludesTrial\": false}");

        run("plan");

        assertThat(out.toString()).contains("; a rebuild takes about 64 s and the trial of the new index");
    }

    @Test
    void aPlanIsShownAsTheServiceSaysItToo() {
        contract.says("GET/plan", 200, "{\"change\": \"none\"}");

        assertThat(run("plan", "--json")).isZero();

        assertThat(out.toString().strip()).isEqualToIgnoringWhitespace("{\"change\": \"none\"}");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            401, A valid token of an admin is needed: set USER_SERVICE_TOKEN
            403, Something is wrong
            500, Something is wrong
            503, Something is wrong
            """)
    void aRefusalIsToldInOneLineAndExitsWithOne(int status, String line) {
        contract.says("GET/plan", status, "{\"code\": \"x\", \"detail\": \"Something is wrong\"}");

        assertThat(run("plan")).isEqualTo(1);

        assertThat(err.toString().strip()).isEqualTo(line);
    }

    @Test
    void aServiceThatDoesNotAnswerIsTold() {
        contract.close();

        assertThat(run("plan")).isEqualTo(1);

        assertThat(err.toString().strip()).isEqualTo("The service does not answer at " + contract.url());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Welcome</html>", "", "[]", "7"})
    void whoeverAnswersSomethingElseIsNotTakenForTheService(String page) {
        contract.says("GET/plan", 200, page).says("GET/7", 200, page);

        assertThat(run("plan")).isEqualTo(1);
        assertThat(run("watch", "7")).isEqualTo(1);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines()).hasSize(2).containsOnly("This is no User Service: " + contract.url());
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cr\u00e9t", "s3cret\nX-Role: admin", "s3 cret"})
    void aTokenThatNoHeaderTakesIsNotShown(String token) {
        CommandLine command = UserCtl.commandLine().setErr(new PrintWriter(err));

        assertThat(command.execute("reindex", "plan", "--url", contract.url(), "--token", token))
                .isEqualTo(1);

        assertThat(err.toString().strip()).isEqualTo("The token is malformed: look at --token");
        assertThat(contract.asked()).isEmpty();
    }

    @Test
    void anErrorOfItsOwnIsToldWithoutItsWords() {
        CommandLine command =
                UserCtl.commandLine().addSubcommand("fail", new Failing()).setErr(new PrintWriter(err));

        assertThat(command.execute("fail")).isEqualTo(1);

        assertThat(err.toString())
                .startsWith("java.lang.IllegalStateException at dev.userctl.UserCtlTests$Failing.call")
                .doesNotContain("s3cret");
    }

    /** A command with an error. */
    @Command
    static final class Failing implements Callable<Integer> {

        @Override
        public Integer call() {
            throw new IllegalStateException("s3cret");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan --nonsense", "throttle fast", "throttle", "status x", "plan --url ftp://x"})
    void wrongUsageExitsWithOneToo(String arguments) {
        assertThat(run(arguments.split(" "))).isEqualTo(1);
        assertThat(err.toString()).isNotBlank();
        assertThat(contract.asked()).isEmpty();
    }

    @Test
    void aRebuildIsBegunWithTheOptionsAndWatchedUntilSearchesUseIt() {
        contract.says("POST", 202, SpokenContract.run("planned"))
                .says("GET/7", 200, SpokenContract.run("building"))
                .says("GET/7", 200, SpokenContract.run("switched"));

        assertThat(run("start", "--batch-size", "500", "--max-documents-per-second", "900", "--keep-old", "PT1H"))
                .isZero();

        assertThat(contract.asked().getFirst().body())
                .isEqualTo("{\"pauseBeforeSwitch\":false,\"force\":false,\"batchSize\":500,"
                        + "\"maxDocumentsPerSecond\":900,\"keepOld\":\"PT1H\"}");
        assertThat(out.toString().lines())
                .containsSubsequence(
                        "Run 7 builds users-000002; ending this command does not end it",
                        "users-000002 is building",
                        "reindex users-000002 62% 124,000/200,000 docs 3,410/s (avg 3,120/s) ETA 00:22 failed 0 lag 3",
                        "users-000002 is switched",
                        "It is switched");
    }

    @Test
    void aSecondAttemptToBeginHasTheKeyOfTheFirst() {
        contract.says("POST", 0, "").says("POST", 503, "").says("POST", 202, SpokenContract.run("planned"));

        assertThat(run("start", "--detach", "--force")).isZero();

        List<String> keys = contract.asked().stream().map(Asked::key).distinct().toList();
        assertThat(contract.asked()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(keys).singleElement().asString().hasSizeGreaterThan(30);
        assertThat(contract.asked().getLast().body()).contains("\"force\":true");
    }

    @ParameterizedTest
    @CsvSource({"nothing_to_do, 0", "nothing-to-do, 0", "reindex_running, 1", "refused, 1"})
    void thatThereIsNothingToDoIsNoError(String code, int exit) {
        contract.says("POST", 409, "{\"code\": \"%s\", \"detail\": \"As it stands\"}".formatted(code));

        assertThat(run("start")).isEqualTo(exit);

        assertThat(out + err.toString()).contains("As it stands");
    }

    @ParameterizedTest
    @CsvSource({"switched, 0", "kept, 0", "cleaned, 0", "failed, 1", "cancelled, 1", "ready, 3"})
    void watchingEndsWithHowItEnded(String state, int code) {
        contract.says("GET", 200, "{\"runs\": [%s]}".formatted(SpokenContract.run("building")))
                .says("GET/7", 200, SpokenContract.run("verifying"))
                .says("GET/7", 200, SpokenContract.run(state));

        assertThat(run("watch")).isEqualTo(code);

        assertThat(out.toString()).contains("It is " + state);
    }

    @Test
    void aRunThatIsReadyForAMomentOnlyIsWatchedOn() {
        contract.says("GET", 200, "{\"runs\": [%s]}".formatted(SpokenContract.run("ready")))
                .says("GET/7", 200, SpokenContract.run("ready"))
                .says("GET/7", 200, SpokenContract.run("kept"));

        assertThat(run("watch")).isZero();
    }

    @Test
    void aRestartOfTheServiceDoesNotEndTheWatching() {
        contract.says("GET/7", 200, SpokenContract.run("building"))
                .says("GET/7", 0, "")
                .says("GET/7", 0, "")
                .says("GET/7", 503, "{\"detail\": \"Away\"}")
                .says("GET/7", 200, SpokenContract.run("kept"));

        assertThat(run("watch", "7")).isZero();

        assertThat(out.toString()).contains("; waiting for it").contains("It is kept");
    }

    @Test
    void aTokenThatExpiresMeanwhileIsNoFailureOfTheRebuild() {
        contract.says("GET/7", 200, SpokenContract.run("building"))
                .says("GET/7", 200, SpokenContract.run("building"))
                .says("GET/7", 401, "{}");

        assertThat(run("watch", "7")).isEqualTo(4);

        assertThat(out.toString()).contains("The rebuild goes on").contains("userctl reindex watch 7");
    }

    @Test
    void aTokenThatWasNeverGoodIsAFailure() {
        contract.says("GET/7", 401, "{}");

        assertThat(run("watch", "7")).isEqualTo(1);
    }

    @Test
    void aServiceThatStaysAwayEndsTheWatching() {
        contract.says("GET/7", 503, "{\"detail\": \"Away\"}");
        var watch = new Watch(
                new Service(URI.create(contract.url()), "secret"),
                new Screen(new PrintWriter(out), false),
                new Watch.Pace(Duration.ofMillis(10), Duration.ofSeconds(10), Duration.ofMillis(100)));

        assertThatThrownBy(() -> watch.untilItRests(7))
                .isInstanceOf(ServiceException.class)
                .hasMessage("Away");
    }

    @Test
    void aTerminalShowsABarThatIsDrawnOverAndOver() {
        contract.says("GET/7", 200, SpokenContract.run("building"))
                .says("GET/7", 200, SpokenContract.run("building", run -> run.put("percent", 100)))
                .says("GET/7", 200, SpokenContract.run("kept"));

        watchOnATerminal();

        assertThat(out.toString())
                .contains("\rusers-000002 building [#######-----] 62% 3,410/s ETA 00:22 124,000/200,000")
                .contains("\rusers-000002 building [############] 100%")
                .endsWith("\nIt is kept\n");
    }

    @Test
    void withoutATerminalThereIsALineNowAndThen() {
        buildingFor(contract, 30);
        contract.says("GET/7", 200, SpokenContract.run("kept"));
        new Watch(
                        new Service(URI.create(contract.url()), "secret"),
                        new Screen(new PrintWriter(out), false),
                        new Watch.Pace(Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofSeconds(5)))
                .untilItRests(7);

        assertThat(out.toString()
                        .lines()
                        .filter(line -> line.startsWith("reindex "))
                        .count())
                .isBetween(3L, 20L);
    }

    private static void buildingFor(SpokenContract contract, int times) {
        Stream.generate(() -> SpokenContract.run("building"))
                .limit(times)
                .forEach(run -> contract.says("GET/7", 200, run));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pause 7        | POST/7/pause    | {}
            resume 7       | POST/7/resume   | {}
            throttle 500 7 | POST/7/throttle | '{"maxDocumentsPerSecond":500}'
            throttle off 7 | POST/7/throttle | '{"maxDocumentsPerSecond":null}'
            cancel --yes 7 | POST/7/cancel   | {}
            rollback --yes 7 | POST/7/rollback | {}
            switch --yes 7 | POST/7/switch   | {}
            switch --yes --confirm users-000002 7 | POST/7/switch | '{"confirm":"users-000002"}'
            """)
    void anOrderIsPassedOn(String command, String route, String body) {
        contract.says("GET/7", 200, SpokenContract.run("building"))
                .says(route, 200, SpokenContract.run("building", run -> run.put("paused", true)));

        assertThat(run(command.split(" "))).isZero();

        Asked order = contract.asked().getLast();
        assertThat(order.route()).isEqualTo(route);
        assertThat(order.body()).isEqualTo(body);
        assertThat(out.toString()).contains("Run 7, users-000001 to users-000002: building, paused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"switch", "rollback", "cancel"})
    void withoutATerminalNothingIsDoneUnlessAScriptSaysYes(String command) {
        contract.says("GET/7", 200, SpokenContract.run("ready"));

        assertThat(run(command, "7")).isEqualTo(1);

        assertThat(err.toString()).contains("--yes");
        assertThat(contract.asked()).noneMatch(asked -> asked.route().startsWith("POST"));
    }

    @ParameterizedTest
    @CsvSource({"users-000002, true", "' users-000002 ', true", "users-000001, false", "y, false", "'', false"})
    void aPersonTypesTheNameOfTheIndex(String typed, boolean goesOn) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream((typed + "\n").getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(new Screen(new PrintWriter(out), true).ask("Searches will use it.", "users-000002"))
                    .isEqualTo(goesOn);
        } finally {
            System.setIn(before);
        }
        assertThat(out.toString()).contains("Searches will use it.").contains("Type users-000002 to go on: ");
    }

    @Test
    void whoEndsTheInputInsteadHasNotSaidYes() {
        InputStream before = System.in;
        System.setIn(InputStream.nullInputStream());
        try {
            assertThat(new Screen(new PrintWriter(out), true).ask("Searches will use it.", "users-000002"))
                    .isFalse();
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void theReportIsShownBeforeASwitch() {
        contract.says("GET/7", 200, SpokenContract.run("ready"))
                .says("GET/7/report", 200, "{\"passed\": false, \"summary\": \"users-000002 loses accents\"}")
                .says(
                        "POST/7/switch",
                        409,
                        "{\"code\": \"confirmation_needed\", \"detail\": \"users-000002 loses accents\"}");

        assertThat(run("switch", "--yes", "7")).isEqualTo(1);

        assertThat(out + err.toString()).containsOnlyOnce("users-000002 loses accents");
        assertThat(err.toString().strip()).isEqualTo("Say --confirm users-000002 if that is wanted");
    }

    @Test
    void theStateTellsWhyItStopped() {
        contract.says("GET/7", 200, SpokenContract.run("failed", run -> {
            run.withArrayProperty("steps").addObject().put("name", "building").put("error", "The disk is full");
            run.withObjectProperty("failed")
                    .put("count", 1)
                    .withArrayProperty("first")
                    .addObject()
                    .put("userId", "anna")
                    .put("reason", "too long");
        }));

        assertThat(run("status", "7")).isZero();

        assertThat(out.toString())
                .contains("users-000002: failed")
                .contains("failed 1")
                .contains("building: The disk is full")
                .contains("refused: anna (too long)");
    }

    @Test
    void theLatestRunsAreListed() {
        contract.says(
                "GET",
                200,
                "{\"runs\": [%s, %s]}".formatted(SpokenContract.run("building"), SpokenContract.run("kept")));

        assertThat(run("list")).isZero();

        assertThat(out.toString().lines()).hasSize(2);
    }

    @Test
    void withoutAnyRunThereIsNothingToWatch() {
        contract.says("GET", 200, "{\"runs\": []}");

        assertThat(run("watch")).isEqualTo(1);

        assertThat(err.toString()).contains("There was no rebuild yet");
    }

    private void watchOnATerminal() {
        new Watch(
                        new Service(URI.create(contract.url()), "secret"),
                        new Screen(new PrintWriter(out), true),
                        new Watch.Pace(Duration.ofMillis(10), Duration.ofSeconds(10), Duration.ofSeconds(5)))
                .untilItRests(7);
    }

    private int run(String... arguments) {
        String[] all = Stream.concat(
                        Stream.concat(Stream.of("reindex"), Stream.of(arguments)),
                        List.of(arguments).contains("--url")
                                ? Stream.of("--token", "secret")
                                : Stream.of("--url", contract.url(), "--token", "secret"))
                .toArray(String[]::new);
        CommandLine command = UserCtl.commandLine();
        return command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(all);
    }
}
