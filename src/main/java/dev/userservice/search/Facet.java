package dev.userservice.search;

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
}
