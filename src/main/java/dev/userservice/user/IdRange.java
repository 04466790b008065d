package dev.userservice.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Ids in the order of their bytes, from {@code after} (exclusive) to {@code until} (inclusive), or without an end. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IdRange(String after, @Nullable String until) {

    /** Everybody. */
    public static final IdRange ALL = new IdRange("", null);

    /** The same start, ending here. */
    public IdRange until(String last) {
        return new IdRange(after, last);
    }

    /** What is left of this range after its part that ends here. */
    public IdRange after(String last) {
        return new IdRange(last, until);
    }

    /** Whether an id behind the start of this range is in it. Ids are ASCII, so this is the order of their bytes. */
    public boolean contains(String id) {
        return until == null || id.compareTo(until) <= 0;
    }
}
