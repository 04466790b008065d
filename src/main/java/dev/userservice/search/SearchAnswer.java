package dev.userservice.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.userservice.elasticsearch.Elasticsearch;
import dev.userservice.elasticsearch.RawSearch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Elasticsearch's answer to a search for people, as far as it is of use. The people stay the JSON they are stored as. */
record SearchAnswer(boolean timedOut, SearchPage.Total total, List<Found> hits, JsonNode aggregations) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonFactory FACTORY = JSON.getFactory();

    /** One hit: the person, and what Elasticsearch says of it; missing or empty where it was not asked for. */
    record Found(StoredUser user, ByteBuffer sort, JsonNode highlight, JsonNode matchedQueries, JsonNode fields) {

        /** The values this hit was sorted by, to go on behind it. */
        List<FieldValue> position() {
            List<FieldValue> values = new ArrayList<>();
            sortValues().forEach(value -> values.add(Cursors.value(value)));
            return values;
        }

        /** Of a hit that is sorted by relevance. */
        double points() {
            return sortValues().path(0).doubleValue();
        }

        // few hits of a page are asked for them
        private JsonNode sortValues() {
            try {
                return JSON.readTree(sort.array(), sort.arrayOffset() + sort.position(), sort.remaining());
            } catch (IOException e) {
                throw new UncheckedIOException("Sort values are not the JSON they should be", e);
            }
        }
    }

    /** Asks for one. What is no answer to a search is none at all to who asks. */
    static Elasticsearch.Call<SearchAnswer> to(SearchRequest request) {
        return client -> read(RawSearch.send(client, request));
    }

    // the people stay unread
    private static SearchAnswer read(byte[] json) throws IOException {
        try (JsonParser parser = FACTORY.createParser(json)) {
            return new Reader(json, parser).read();
        }
    }

    /** Walks through an answer once; what it does not know it skips. */
    private static final class Reader {

        private final byte[] json;
        private final JsonParser parser;
        private boolean timedOut;
        private SearchPage.Total total = SearchPage.Total.of(0, false);
        private final List<Found> hits = new ArrayList<>();
        private JsonNode aggregations = MissingNode.getInstance();

        Reader(byte[] json, JsonParser parser) {
            this.json = json;
            this.parser = parser;
        }

        SearchAnswer read() throws IOException {
            parser.nextToken();
            eachField(name -> {
                switch (name) {
                    case "timed_out" -> timedOut = parser.getBooleanValue();
                    case "hits" -> eachField(this::readHits);
                    case "aggregations" -> aggregations = tree();
                    default -> parser.skipChildren();
                }
            });
            return new SearchAnswer(timedOut, total, hits, aggregations);
        }

        private void readHits(String name) throws IOException {
            switch (name) {
                case "total" -> {
                    JsonNode counted = tree();
                    total = new SearchPage.Total(
                            counted.path("value").longValue(),
                            counted.path("relation").textValue());
                }
                case "hits" -> {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        hits.add(readHit());
                    }
                }
                default -> parser.skipChildren();
            }
        }

        private Found readHit() throws IOException {
            var hit = new Parts();
            eachField(name -> {
                switch (name) {
                    case "_id" -> hit.id = parser.getText();
                    case "_source" -> hit.json = slice();
                    case "sort" -> hit.sort = slice();
                    case "highlight" -> hit.highlight = tree();
                    case "matched_queries" -> hit.matchedQueries = tree();
                    case "fields" -> hit.fields = tree();
                    default -> parser.skipChildren();
                }
            });
            return new Found(new StoredUser(hit.id, hit.json), hit.sort, hit.highlight, hit.matchedQueries, hit.fields);
        }

        private ByteBuffer slice() throws IOException {
            int start = (int) parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            int end = (int) parser.currentLocation().getByteOffset();
            return ByteBuffer.wrap(json, start, end - start);
        }

        private JsonNode tree() throws IOException {
            return JSON.readTree(parser);
        }

        private void eachField(FieldReader reader) throws IOException {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                reader.read(name);
            }
        }
    }

    /** Reads the value the parser stands at. */
    @FunctionalInterface
    private interface FieldReader {
        void read(String name) throws IOException;
    }

    /** A hit while it is being read. */
    private static final class Parts {
        private static final ByteBuffer NOBODY = ByteBuffer.wrap(new byte[] {'{', '}'});
        private static final ByteBuffer UNSORTED = ByteBuffer.wrap(new byte[] {'[', ']'});

        private String id = "";
        private ByteBuffer json = NOBODY;
        private ByteBuffer sort = UNSORTED;
        private JsonNode highlight = MissingNode.getInstance();
        private JsonNode matchedQueries = MissingNode.getInstance();
        private JsonNode fields = MissingNode.getInstance();
    }
}
