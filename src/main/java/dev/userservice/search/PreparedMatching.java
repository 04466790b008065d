package dev.userservice.search;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.json.JsonpUtils;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The query of the first attempt as JSON that only lacks the words. Every search needs it, and to make and write its
 * some thirty clauses anew costs more than anything else a search does in this service.
 */
final class PreparedMatching {

    private static final Pattern SLOT = Pattern.compile("<(\\d+)>");
    private static final Pattern QUERY = Pattern.compile("\\{\"(\\w+)\":(.*)}");
    private static final Map<Integer, PreparedMatching> BY_NUMBER_OF_WORDS = new ConcurrentHashMap<>();

    private final String kind;
    private final List<SerializableString> pieces = new ArrayList<>();
    private final List<Integer> slots = new ArrayList<>();

    private PreparedMatching(int words) {
        Wording slotted = new Wording(
                "<0>",
                "<1>",
                "<2>",
                IntStream.range(3, 3 + words).mapToObj(slot -> "<" + slot + ">").toList());
        Matcher query =
                QUERY.matcher(JsonpUtils.toJsonString(Matching.of(slotted, Attempt.EXACT), new JacksonJsonpMapper()));
        if (!query.matches()) {
            throw new IllegalStateException("A query is written otherwise than as an object with its kind");
        }
        kind = query.group(1);
        cut(query.group(2));
    }

    private void cut(String json) {
        Matcher slot = SLOT.matcher(json);
        int start = 0;
        while (slot.find()) {
            pieces.add(new SerializedString(json.substring(start, slot.start())));
            slots.add(Integer.valueOf(slot.group(1)));
            start = slot.end();
        }
        pieces.add(new SerializedString(json.substring(start)));
    }

    static Query of(Wording wording) {
        return BY_NUMBER_OF_WORDS
                .computeIfAbsent(wording.words().size(), PreparedMatching::new)
                .with(wording);
    }

    private Query with(Wording wording) {
        List<SerializableString> values = Stream.concat(
                        Stream.of(wording.text(), wording.joined(), wording.telling()), wording.words().stream())
                .map(PreparedMatching::quoted)
                .toList();
        List<SerializableString> json = new ArrayList<>(2 * slots.size() + 1);
        for (int slot = 0; slot < slots.size(); slot++) {
            json.add(pieces.get(slot));
            json.add(values.get(slots.get(slot)));
        }
        json.add(pieces.getLast());
        return Query.of(query -> query._custom(kind, new Pieces(json)));
    }

    private static SerializableString quoted(String value) {
        return new SerializedString(new String(JsonStringEncoder.getInstance().quoteAsString(value)));
    }

    /** JSON in pieces, which remember how they are written as bytes. */
    private record Pieces(List<SerializableString> json) implements JsonSerializable {

        @Override
        public void serialize(JsonGenerator out, SerializerProvider serializers) throws IOException {
            out.writeRawValue(json.getFirst());
            for (SerializableString piece : json.subList(1, json.size())) {
                out.writeRaw(piece);
            }
        }

        @Override
        public void serializeWithType(JsonGenerator out, SerializerProvider serializers, TypeSerializer type)
                throws IOException {
            serialize(out, serializers);
        }
    }
}
