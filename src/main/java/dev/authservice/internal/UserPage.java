package dev.authservice.internal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.authservice.account.UserDocuments;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some users in the order of their ids, which says where the next begins, or that there is none. How many there are at all
 * is counted for the first page only, since that takes longer than the page, and not for one user.
 */
record UserPage(
        List<ObjectNode> users,
        @Nullable String nextAfter,
        @Nullable Long total) {

    static UserPage of(UserDocuments documents, String after, int limit) {
        List<ObjectNode> users = documents.page(after, limit);
        String last = users.isEmpty() ? after : users.getLast().path("id").textValue();
        return new UserPage(
                users,
                documents.isMoreAfter(last) ? last : null,
                after.isEmpty() && limit > 1 ? documents.count() : null);
    }

    /** The page as one JSON object. */
    List<ObjectNode> object() {
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.putArray("users").addAll(users);
        return List.of(framed(page));
    }

    /** The page as one object for each user and one for the end. */
    List<ObjectNode> lines() {
        List<ObjectNode> lines = new ArrayList<>(users);
        lines.add(framed(JsonNodeFactory.instance.objectNode().put("end", true).put("count", users.size())));
        return lines;
    }

    private ObjectNode framed(ObjectNode page) {
        page.put("nextAfter", nextAfter);
        return total == null ? page : page.put("total", total);
    }
}
