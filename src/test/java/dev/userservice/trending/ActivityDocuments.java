package dev.userservice.trending;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.userservice.user.Tier;
import java.time.Instant;
import java.util.List;

/** Documents of activity, as they are in the index. */
final class ActivityDocuments {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ActivityDocuments() {}

    /** Somebody of whom there is activity. */
    record Person(String id, String role, Tier tier, String niche, String platform) {

        static Person influencer(String id, Tier tier, String niche) {
            return new Person(id, "INFLUENCER", tier, niche, "Instagram");
        }
    }

    /** How often somebody was looked at in one hour or on one day. */
    record Document(Person person, Grain grain, Instant at, long views, long viewers) {

        private String action() {
            ObjectNode action = JSON.createObjectNode();
            action.putObject("index")
                    .put("_id", person.id() + "|" + grain.word() + "|" + at.getEpochSecond())
                    .put("routing", person.id());
            return action.toString();
        }

        private String source() {
            ObjectNode source = JSON.createObjectNode()
                    .put("user_id", person.id())
                    .put("grain", grain.word())
                    .put("at", at.toString())
                    .put("views", views)
                    .put("viewers", viewers)
                    .put("appearances", 0)
                    .put("favorites", 0)
                    .put("niche", person.niche())
                    .put("tier", person.tier().word())
                    .put("followers", person.tier().from())
                    .put("change", 1);
            source.putArray("platforms").add(person.platform());
            source.putArray("roles").add("USER").add(person.role());
            return source.toString();
        }
    }

    /** The body of a bulk request. */
    static String bulk(List<Document> documents) {
        StringBuilder body = new StringBuilder();
        documents.forEach(document -> body.append(document.action())
                .append('\n')
                .append(document.source())
                .append('\n'));
        return body.toString();
    }
}
