package dev.userservice.indexing;

import co.elastic.clients.util.BinaryData;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.userservice.user.CachedUser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The documents of users as the body of one bulk request, in a buffer to be used again: whoever writes a million of them
 * makes a few buffers and no objects.
 */
public final class DocumentBatch {

    private static final String TYPE = "application/vnd.elasticsearch+x-ndjson; compatible-with=9";

    private final UserDocuments documents;
    private final Buffer buffer;
    private final JsonGenerator json;
    private int size;

    DocumentBatch(UserDocuments documents, int firstSize) {
        this.documents = documents;
        this.buffer = new Buffer(firstSize);
        this.json = documents.generator(buffer);
    }

    private static final class Buffer extends ByteArrayOutputStream {

        Buffer(int firstSize) {
            super(firstSize);
        }

        BinaryData data() {
            return BinaryData.of(buf, 0, count, TYPE);
        }
    }

    /** Empties it, to be filled anew. */
    public void clear() {
        buffer.reset();
        size = 0;
    }

    /** Adds the document of a user, or the deletion of one, as of this revision. */
    public void add(CachedUser user) {
        try {
            switch (user) {
                case CachedUser.Live live -> {
                    action("index", live);
                    documents.write(live, json);
                    json.writeRaw('\n');
                }
                case CachedUser.Tombstone tombstone -> action("delete", tombstone);
            }
            size++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void action(String name, CachedUser user) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart(name);
        json.writeStringField("_id", user.id());
        json.writeNumberField("version", user.revision());
        json.writeStringField("version_type", "external");
        json.writeEndObject();
        json.writeEndObject();
        json.writeRaw('\n');
    }

    /** How many there are in it. */
    public int size() {
        return size;
    }

    BinaryData body() {
        try {
            json.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return buffer.data();
    }
}
