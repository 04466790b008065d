package dev.userservice.search;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be counted beside the hits: every label of the search, and three fields that are no labels. */
sealed interface Facet {

    /** The parameter that filters by it; also its name in the answer. */
    String parameter();

    record OfLabel(Label label) implements Facet {
        @Override
        public String parameter() {
            return label.parameter();
        }
    }

    enum OfField implements Facet {
        LOCATION("location"),
        TIER("tier"),
        VERIFIED("verified");

        private final String parameter;

        OfField(String parameter) {
            this.parameter = parameter;
        }

        @Override
        public String parameter() {
            return parameter;
        }
    }

    static List<Facet> of(SearchKind kind) {
        return Stream.<Facet>concat(kind.labels().stream().map(OfLabel::new), Arrays.stream(OfField.values()))
                .toList();
    }

    static Optional<Facet> of(SearchKind kind, String parameter) {
        return of(kind).stream()
                .filter(facet -> facet.parameter().equals(parameter))
                .findFirst();
    }
}
