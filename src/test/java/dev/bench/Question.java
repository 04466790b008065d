package dev.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What somebody searches for; blank text browses, a blank niche does not filter. */
record Question(Kind kind, String text, String niche, Refinement refinement) {

    private static final JsonMapper JSON = new JsonMapper();

    /** The habits of people who search. */
    enum Kind {
        FULL_NAME,
        FIRST_NAME,
        LAST_NAME,
        HANDLE,
        CUT_OFF_NAME,
        BIO_WORDS,
        TYPO,
        NICHE_AND_CITY,
        NOBODY,
        BROWSE
    }

    /** What else is asked for than the first page of all: only some of them, or counts beside. */
    enum Refinement {
        NONE("", "", ""),
        FOLLOWERS("&minFollowers=10000", ",{\"range\":{\"estimatedFollowers\":{\"gte\":10000}}}", ""),
        VERIFIED("&verified=true", ",{\"term\":{\"verified\":true}}", ""),
        FACETS("&facets=niche,platform", "", """
                ,"aggs":{"niche":{"terms":{"field":"primaryNiche","size":20}},
                 "platform":{"terms":{"field":"primaryPlatform","size":20}}}""");

        private final String parameter;
        private final String naiveFilter;
        private final String naiveCounts;

        Refinement(String parameter, String naiveFilter, String naiveCounts) {
            this.parameter = parameter;
            this.naiveFilter = naiveFilter;
            this.naiveCounts = naiveCounts;
        }
    }

    Question(Kind kind, String text, String niche) {
        this(kind, text, niche, Refinement.NONE);
    }

    Question refined(Refinement more) {
        return new Question(kind, text, niche, more);
    }

    String path() {
        return "/search/influencers?size=20" + parameter("q", text) + parameter("niche", niche) + refinement.parameter;
    }

    private static String parameter(String name, String value) {
        return value.isEmpty() ? "" : "&" + name + "=" + encoded(value);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** The search most people write first: every way to match in one query, times fame, and all of them counted. */
    byte[] naiveBody() {
        return """
                {"size":20,"track_total_hits":true,"_source":{"excludes":["name","places","visible","searchScore"]},
                 "query":{"function_score":{"boost_mode":"multiply",
                  "functions":[{"field_value_factor":{"field":"searchScore","missing":0}}],
                  "query":{"bool":{"filter":[{"term":{"visible":true}},{"term":{"roles":"INFLUENCER"}}%s%s]%s}}}}%s}
                """.formatted(
                        niche.isEmpty() ? "" : ",{\"term\":{\"primaryNiche\":%s}}".formatted(json(niche)),
                        refinement.naiveFilter,
                        text.isEmpty() ? "" : naiveMatches(),
                        refinement.naiveCounts)
                .getBytes(StandardCharsets.UTF_8);
    }

    private String naiveMatches() {
        return """
                ,"minimum_should_match":1,"should":[
                 {"term":{"username":{"value":%1$s,"boost":100}}},
                 {"multi_match":{"query":%1$s,"type":"cross_fields","operator":"and","boost":10,
                   "fields":["name^3","location","companyName"]}},
                 {"match_bool_prefix":{"name":{"query":%1$s,"boost":5}}},
                 {"prefix":{"username":{"value":%1$s,"boost":5}}},
                 {"multi_match":{"query":%1$s,"fields":["name^2","username","bio"],"fuzziness":"AUTO"}},
                 {"match":{"bio":%1$s}}]
                """.formatted(json(text));
    }

    private static String json(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
