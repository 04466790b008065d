package dev.userservice.reindexing;

import dev.userservice.indexing.UserIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.springframework.stereotype.Component;

/** Compares the index that answers searches with the mapping file, and says what it takes to make them one. */
@Component
class Planner {

    private final UserIndex index;
    private final LiveIndexes indexes;
    private final Cluster cluster;
    private final ReindexRuns runs;
    private final InPlaceChanges inPlace;

    Planner(UserIndex index, LiveIndexes indexes, Cluster cluster, ReindexRuns runs, InPlaceChanges inPlace) {
        this.index = index;
        this.indexes = indexes;
        this.cluster = cluster;
        this.runs = runs;
        this.inPlace = inPlace;
    }

    /**
     * The index and the file as of now.
     *
     * @throws dev.userservice.elasticsearch.ElasticsearchUnavailableException if there is no index to compare with
     * @throws UnreadableDefinitionException if the file is none
     */
    Comparison comparison() {
        Definition file = Definition.wanted(index);
        return Comparison.of(indexes.read(index.serving()), file);
    }

    /** Why the index cannot have what can be changed in place, if Elasticsearch refused it. */
    Optional<String> refusal(Comparison comparison) {
        return comparison.need() == Plan.Need.NONE
                ? Optional.empty()
                : inPlace.refusal(comparison.live().name(), comparison.file())
                        .map("Elasticsearch refuses the mapping file: "::concat);
    }

    /** The same with what a rebuild takes, and what forbids it; throws as {@link #comparison} does. */
    Plan plan() {
        Comparison comparison = comparison();
        String name = comparison.live().name();
        LiveIndexes.Size size = indexes.size(name);
        DiskSpace disks = cluster.disks();
        Optional<Estimate> estimate = estimate(name, size.documents());
        return new Plan(
                comparison.need(),
                name,
                comparison.versions(),
                comparison.changes(),
                size.documents(),
                size.bytes(),
                disks.free(),
                estimate.map(Estimate::seconds).orElse(null),
                estimate.map(Estimate::includesTrial).orElse(null),
                refusals(comparison, size, disks));
    }

    private record Estimate(long seconds, boolean includesTrial) {}

    private Optional<Estimate> estimate(String name, long documents) {
        Optional<ReindexRuns.Timing> last = runs.lastTiming();
        if (last.isPresent()) {
            double filling = documents / last.get().documentsPerSecond();
            return Optional.of(
                    new Estimate((long) Math.ceil(filling + last.get().trialSeconds()), true));
        }
        OptionalDouble rate = cluster.rate(name);
        return rate.isPresent()
                ? Optional.of(new Estimate((long) Math.ceil(documents / rate.getAsDouble()), false))
                : Optional.empty();
    }

    private List<String> refusals(Comparison comparison, LiveIndexes.Size size, DiskSpace disks) {
        Plan.Versions versions = comparison.versions();
        List<String> refusals = new ArrayList<>();
        runs.underWay().ifPresent(refusals::add);
        refusal(comparison).ifPresent(refusals::add);
        if (cluster.isRed()) {
            refusals.add("The cluster is red: data is missing already");
        }
        if (!disks.holds(size)) {
            refusals.add("The disks have room for %,d bytes, and a second index needs 1.3 times the %,d of this one"
                    .formatted(disks.free(), size.bytes()));
        }
        if (versions.isFileOlder()) {
            refusals.add("The index has mapping version %d, and this service only knows %d: a later one has been at it"
                    .formatted(versions.live(), versions.file()));
        }
        return refusals;
    }
}
