package dev.userservice.search;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Operator;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import dev.userservice.elasticsearch.Elasticsearch;
import dev.userservice.user.PublicUser;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The users whose handle or name begins with what is typed: who has this very handle, then the most prominent. The
 * index is sorted by prominence, so Elasticsearch stops at the first that fit. It is asked for the handle by itself only
 * if there may be more who fit.
 */
@Component
class SuggestedUsers {

    private static final List<String> FIELDS =
            List.of("id", "username", "firstName", "lastName", "companyName", "roles", "profilePicture", "verified");

    // as many letters as the index has of the start of a name
    private static final int LONGEST_START = 24;
    // more have the same start hardly ever
    private static final int OF_ONE_START = 100;
    // that differ in their separators only
    private static final int OF_ONE_HANDLE = 5;

    private final Elasticsearch elasticsearch;

    SuggestedUsers(Elasticsearch elasticsearch) {
        this.elasticsearch = elasticsearch;
    }

    List<Suggestion> beginningWith(String text, SearchKind kind, int most) {
        Typed typed = Typed.of(text);
        List<PublicUser> prominent = prominent(typed, kind, most);
        Map<String, PublicUser> users = new LinkedHashMap<>();
        Stream.concat(withHandle(typed, kind, most, prominent), prominent.stream())
                .forEach(user -> users.putIfAbsent(user.id(), user));
        return users.values().stream()
                .limit(most)
                .map(user -> UserSuggestion.of(user, typed))
                .toList();
    }

    private List<PublicUser> prominent(Typed typed, SearchKind kind, int most) {
        return isLong(typed)
                ? find(beginning(typed), kind, OF_ONE_START).stream()
                        .filter(user -> UserSuggestion.fitting(user, typed).isPresent())
                        .limit(most)
                        .toList()
                : find(beginning(typed), kind, most);
    }

    private Stream<PublicUser> withHandle(Typed typed, SearchKind kind, int most, List<PublicUser> prominent) {
        Stream<PublicUser> exact = prominent.size() < most
                ? prominent.stream().filter(typed::isHandleOf)
                : find(exactly(typed), kind, Math.max(most, OF_ONE_HANDLE)).stream();
        return exact.sorted(Comparator.comparing(user -> !typed.isLiterallyHandleOf(user)));
    }

    private List<PublicUser> find(Query query, SearchKind kind, int most) {
        SearchRequest request = request(query, kind, most);
        return elasticsearch.search(SearchAnswer.to(request)).hits().stream()
                .map(hit -> hit.user().read())
                .toList();
    }

    private static SearchRequest request(Query query, SearchKind kind, int most) {
        return SearchRequests.forReaders()
                .query(all -> all.bool(bool -> bool.filter(FilterQueries.visible(kind), query)))
                .sort(sort -> sort.field(by -> by.field("searchScore").order(SortOrder.Desc)))
                .sort(sort -> sort.field(by -> by.field("id").order(SortOrder.Asc)))
                .size(most)
                .trackTotalHits(total -> total.enabled(false))
                .source(source -> source.filter(fields -> fields.includes(FIELDS)))
                .build();
    }

    private static Query exactly(Typed typed) {
        return Query.of(
                query -> query.term(term -> term.field("username.joined").value(typed.text())));
    }

    private static Query beginning(Typed typed) {
        return Query.of(query ->
                query.bool(either -> either.should(has("starts", start(typed)), has("beginnings", typed.text()))));
    }

    private static String start(Typed typed) {
        return isLong(typed)
                ? typed.joined().substring(0, typed.joined().offsetByCodePoints(0, LONGEST_START))
                : typed.text();
    }

    private static boolean isLong(Typed typed) {
        return typed.joined().codePointCount(0, typed.joined().length()) > LONGEST_START;
    }

    private static Query has(String field, String text) {
        return Query.of(query -> query.match(
                match -> match.field(field).query(text).operator(Operator.And).autoGenerateSynonymsPhraseQuery(false)));
    }
}
