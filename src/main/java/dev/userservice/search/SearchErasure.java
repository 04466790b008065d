package dev.userservice.search;

import dev.userservice.user.Traces;
import dev.userservice.user.UserDeleted;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Makes the search history forget a deleted user: what the user searched for, and what others searched for that names
 * the user. Only what anybody may look for, a niche, is not forgotten because somebody was called like it.
 */
@Component
class SearchErasure implements Traces {

    private static final Logger log = LoggerFactory.getLogger(SearchErasure.class);

    private final Erasures erasures;
    private final Pseudonyms pseudonyms;
    private final Vocabulary vocabulary;
    private final PopularSearches popular;
    private final HistoryProperties properties;

    SearchErasure(
            Erasures erasures,
            Pseudonyms pseudonyms,
            Vocabulary vocabulary,
            PopularSearches popular,
            HistoryProperties properties) {
        this.erasures = erasures;
        this.pseudonyms = pseudonyms;
        this.vocabulary = vocabulary;
        this.popular = popular;
        this.properties = properties;
    }

    @EventListener
    void on(UserDeleted deleted) {
        List<String> names = deleted.names().stream()
                .map(NormalizedQuery::of)
                .filter(name -> !vocabulary.hasNiche(name))
                .distinct()
                .toList();
        erasures.add(deleted.userId(), pseudonyms.of(deleted.userId()), names);
    }

    @Scheduled(fixedDelay = 1000)
    void removeWhatIsDue() {
        try {
            boolean removed = false;
            while (erasures.removeSome(properties.onTheWay()) > 0) {
                removed = true;
            }
            if (removed) {
                popular.refresh();
            }
        } catch (DataAccessException | TransactionException e) {
            log.warn("The search history forgets deleted users later: {}", e.getMessage());
        }
    }

    @Override
    public String place() {
        return "searchHistory";
    }

    @Override
    public Trace of(String userId) {
        return Trace.of(erasures.holds(userId, pseudonyms.of(userId)));
    }
}
