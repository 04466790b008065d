package dev.userservice.search;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The facets of each kind of search, made once, as every search asks for them. */
final class Facets {

    private static final Map<SearchKind, Map<String, Facet>> ALL =
            Arrays.stream(SearchKind.values()).collect(Collectors.toMap(kind -> kind, Facets::made));

    private Facets() {}

    private static Map<String, Facet> made(SearchKind kind) {
        Map<String, Facet> facets = new LinkedHashMap<>();
        Stream.concat(kind.labels().stream().map(Facet.OfLabel::new), Arrays.stream(Facet.OfField.values()))
                .forEach(facet -> facets.put(facet.parameter(), facet));
        return facets;
    }

    /** By parameter. */
    static Map<String, Facet> of(SearchKind kind) {
        return ALL.getOrDefault(kind, Map.of());
    }
}
