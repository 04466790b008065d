package dev.userctl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The line that tells how far a rebuild is. */
class ProgressTests {

    @ParameterizedTest
    @CsvSource({"0, 00:00", "22, 00:22", "754, 12:34", "3600, 1:00:00", "90061, 25:01:01"})
    void theTimeLeftIsReadable(int seconds, String eta) throws JsonProcessingException {
        assertThat(Progress.line(run(run -> run.put("etaSeconds", seconds)))).contains("ETA " + eta + " ");
    }

    @Test
    void withoutAnEstimateNoTimeIsMadeUp() throws JsonProcessingException {
        assertThat(Progress.line(run(run -> run.remove("etaSeconds")))).contains("ETA --:-- ");
        assertThat(Progress.line(run(run -> run.putNull("etaSeconds")))).contains("ETA --:-- ");
    }

    @ParameterizedTest
    @CsvSource({"0, 0%", "99.99, 99%", "100, 100%", "104, 100%"})
    void aHundredPercentIsForWhatIsFinished(double percent, String shown) throws JsonProcessingException {
        assertThat(Progress.line(run(run -> run.put("percent", percent)))).contains(" " + shown + " ");
        assertThat(Progress.bar(run(run -> run.put("percent", percent)))).contains("] " + shown + " ");
    }

    @Test
    void whatHoldsItUpIsSaid() throws JsonProcessingException {
        assertThat(Progress.line(run(run -> run.put("paused", true)))).endsWith("lag 3 paused");
        assertThat(Progress.line(run(run -> run.put("stalled", true)))).endsWith("lag 3 stalled");
        assertThat(Progress.line(run(run -> run.put("throttledBy", "heap")))).endsWith("lag 3 slowed down by heap");
    }

    @Test
    void aTrialShowsThatItMoves() throws JsonProcessingException {
        Run tried = new Run(new JsonMapper().readTree(SpokenContract.run("verifying", run -> run.put("tried", 230))));

        assertThat(Progress.line(tried)).endsWith("lag 3, 230 searches tried");
    }

    private static Run run(Consumer<ObjectNode> change) throws JsonProcessingException {
        return new Run(new JsonMapper().readTree(SpokenContract.run("building", change)));
    }
}
