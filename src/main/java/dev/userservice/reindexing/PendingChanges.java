package dev.userservice.reindexing;

import static java.util.stream.Collectors.joining;

import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks again and again whether the index is what the mapping file asks for, and tells when that changes. */
@Component
class PendingChanges {

    private static final Logger log = LoggerFactory.getLogger(PendingChanges.class);

    private final Planner planner;
    private volatile State state = new State(null, "Not compared yet", false);

    PendingChanges(Planner planner, MeterRegistry meters) {
        this.planner = planner;
        Gauge.builder("user_service.index.rebuild.pending", () -> state.needsRebuild() ? 1 : 0)
                .description("1 while the mapping file asks for something only a new index can have")
                .register(meters);
    }

    /** What is to be done, in words, and whether that is trouble: documents are refused, or the file is no good. */
    record State(@Nullable Comparison comparison, String text, boolean isTrouble) {

        static State trouble(@Nullable Comparison comparison, String text) {
            return new State(comparison, text, true);
        }

        static State of(Comparison comparison) {
            return new State(
                    comparison, text(comparison), !comparison.refusedFields().isEmpty());
        }

        boolean needsRebuild() {
            return comparison != null && comparison.need() == Plan.Need.REBUILD;
        }

        private static String text(Comparison comparison) {
            String name = comparison.live().name();
            if (comparison.versions().isFileOlder()) {
                return "Index %s has a later mapping than this service".formatted(name);
            }
            return switch (comparison.need()) {
                case NONE -> "Index %s is as the mapping file asks".formatted(name);
                case IN_PLACE -> "Index %s can be changed in place: restart the service".formatted(name);
                case REBUILD -> rebuild(name, comparison);
            };
        }

        private static String rebuild(String name, Comparison comparison) {
            List<String> refused = comparison.refusedFields();
            String paths = comparison.changes().stream()
                    .filter(change -> change.verdict() == Verdict.REBUILD)
                    .map(Change::path)
                    .collect(joining(", "));
            return "Index %s needs a rebuild, see GET /admin/reindex/plan: %s%s"
                    .formatted(
                            name,
                            paths,
                            refused.isEmpty()
                                    ? ""
                                    : "; until then, documents with one of these are refused: "
                                            + String.join(", ", refused));
        }
    }

    State state() {
        return state;
    }

    @Scheduled(fixedDelayString = "${user-service.reindexing.look-every:10s}", initialDelay = 1000)
    void look() {
        try {
            Comparison comparison = planner.comparison();
            become(planner.refusal(comparison)
                    .map(refusal -> State.trouble(comparison, refusal))
                    .orElseGet(() -> State.of(comparison)));
        } catch (ElasticsearchUnavailableException e) {
            log.debug("The index is compared with the mapping file when Elasticsearch is back");
        } catch (UnreadableDefinitionException e) {
            become(State.trouble(null, String.valueOf(e.getMessage())));
        }
    }

    private void become(State next) {
        if (!next.text().equals(state.text())) {
            tell(next);
        }
        state = next;
    }

    private static void tell(State state) {
        if (state.isTrouble()) {
            log.error(state.text());
        } else if (state.comparison() == null || state.needsRebuild()) {
            log.warn(state.text());
        } else {
            log.info(state.text());
        }
    }
}
