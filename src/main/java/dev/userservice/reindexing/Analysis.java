package dev.userservice.reindexing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The analyzers of an index and what they are made of, and who uses whom. */
record Analysis(SortedMap<Part, ObjectNode> parts) {

    private static final String ANALYZER = "analyzer";
    private static final Map<String, String> REFERENCES = Map.of(
            "tokenizer",
            "tokenizer",
            "filter",
            "filter",
            "filters",
            "filter",
            "char_filter",
            "char_filter",
            ANALYZER,
            ANALYZER);
    private static final Map<String, String> USES = Map.of(
            ANALYZER,
            ANALYZER,
            "search_analyzer",
            ANALYZER,
            "search_quote_analyzer",
            ANALYZER,
            "normalizer",
            "normalizer");

    /** An analyzer, normalizer, tokenizer or filter, by kind and name. */
    record Part(String kind, String name) implements Comparable<Part> {

        String path() {
            return "index.analysis." + kind + "." + name;
        }

        @Override
        public int compareTo(Part other) {
            return path().compareTo(other.path());
        }
    }

    /** From settings by their names behind {@code index.analysis}. */
    static Analysis of(SortedMap<String, JsonNode> settings) {
        SortedMap<Part, ObjectNode> parts = new TreeMap<>();
        settings.forEach((key, value) -> {
            String[] names = key.split("\\.", 3);
            if (names.length == 3) {
                parts.computeIfAbsent(
                                new Part(names[0].replaceFirst("^index\\.", ""), names[1]),
                                part -> JsonNodeFactory.instance.objectNode())
                        .set(names[2], value);
            }
        });
        return new Analysis(parts);
    }

    /** What another index lacks or has differently, and whatever is made of that. */
    Set<Part> unlike(Analysis other) {
        return withUsers(parts.keySet().stream()
                .filter(part -> !Canonical.same(parts.get(part), other.parts.get(part)))
                .collect(Collectors.toSet()));
    }

    /** These parts and whatever is made of them. */
    Set<Part> withUsers(Set<Part> some) {
        Set<Part> more = new TreeSet<>(some);
        more.addAll(madeOf(some));
        return more.equals(some) ? more : withUsers(more);
    }

    private Set<Part> madeOf(Set<Part> some) {
        return parts.entrySet().stream()
                .filter(entry -> named(entry.getValue(), REFERENCES).anyMatch(some::contains))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The analyzers and normalizers that the parameters of a field name. */
    static Stream<Part> usedBy(JsonNode field) {
        Stream<Part> named = named(field, USES);
        return field.path("type").asText().equals("text") && !field.has(ANALYZER)
                ? Stream.concat(named, Stream.of(new Part(ANALYZER, "default")))
                : named;
    }

    private static Stream<Part> named(JsonNode node, Map<String, String> kinds) {
        return kinds.entrySet().stream()
                .flatMap(kind -> texts(node.path(kind.getKey())).map(name -> new Part(kind.getValue(), name)));
    }

    private static Stream<String> texts(JsonNode value) {
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false).map(JsonNode::asText)
                : Stream.of(value.asText()).filter(text -> !text.isEmpty());
    }
}
