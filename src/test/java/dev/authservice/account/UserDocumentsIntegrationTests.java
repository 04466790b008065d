package dev.authservice.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.authservice.AbstractAuthTests;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What other services are told of an account. */
class UserDocumentsIntegrationTests extends AbstractAuthTests {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Autowired
    private UserDocuments documents;

    @Autowired
    private TransactionTemplate transactions;

    @BeforeEach
    void addAccounts() {
        database.sql("""
                        INSERT INTO account
                        SELECT id, id || '@example.com', id, '{bcrypt}hash', '{USER,INFLUENCER}', 'ACTIVE', true, false,
                               '{"firstName": "Anna", "estimatedFollowers": 12, "contentCategories": ["food"]}', 7,
                               :created, :created, NULL
                          FROM unnest('{a,B,b-1}'::text[]) id
                        """)
                .param("created", OffsetDateTime.parse("2026-01-02T03:04:05.678Z"))
                .update();
    }

    @Test
    void everythingButThePasswordIsTold() throws IOException {
        ObjectNode anna = documents.of("a").orElseThrow();

        assertThat(anna.toString()).doesNotContain("hash");
        assertThat(Instant.from(OffsetDateTime.parse(anna.path("createdAt").asText())))
                .isEqualTo("2026-01-02T03:04:05.678Z");
        anna.remove(List.of("createdAt", "updatedAt"));
        assertThat(anna).isEqualTo(JSON.readTree("""
                        {"id": "a", "email": "a@example.com", "username": "a", "firstName": "Anna",
                         "roles": ["USER", "INFLUENCER"], "status": "ACTIVE", "isActive": true, "emailVerified": false,
                         "contentCategories": ["food"], "estimatedFollowers": 12, "version": 7}
                        """));
    }

    @Test
    void allAreListedInTheOrderOfTheirIdsBytes() {
        assertThat(documents.page("", 2))
                .extracting(user -> user.path("id").asText())
                .containsExactly("B", "a");
        assertThat(documents.page("a", 2))
                .extracting(user -> user.path("id").asText())
                .containsExactly("b-1");
        assertThat(documents.count()).isEqualTo(3);
        assertThat(documents.of("A")).isEmpty();
    }

    @Test
    void howManyThereAreIsEstimatedWhereCountingTakesLong() {
        assertThat(countedWhereAbout(5_000_000)).isEqualTo(3);
        assertThat(countedWhereAbout(6_000_000)).isEqualTo(6_000_000);
    }

    private Long countedWhereAbout(long estimate) {
        return transactions.execute(transaction -> {
            transaction.setRollbackOnly();
            database.sql("UPDATE pg_class SET reltuples = :estimate WHERE oid = 'account'::regclass")
                    .param("estimate", estimate)
                    .update();
            return documents.count();
        });
    }
}
