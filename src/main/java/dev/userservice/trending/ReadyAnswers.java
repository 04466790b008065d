package dev.userservice.trending;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.userservice.trending.HeldList.Shown;
import dev.userservice.user.UserProfile;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Answers as they go out, made once for all who ask. Whom they show is looked up again every second, and at once after a
 * deletion, so that nobody stays on a list who may not be seen, or no longer fits it.
 */
@Component
class ReadyAnswers {

    private static final Logger log = LoggerFactory.getLogger(ReadyAnswers.class);

    private static final CacheControl SHORTLY =
            CacheControl.maxAge(Duration.ofSeconds(30)).cachePublic();
    private static final Duration TRUSTED = Duration.ofSeconds(1);
    private static final int MOST = 1000;

    private final TrendingLists lists;
    private final ListBuilder builder;
    private final TrendingErasure erasure;
    private final InstantSource clock;
    private final ObjectMapper json;
    private final Cache<Wanted, Ready> answers =
            Caffeine.newBuilder().maximumSize(MOST).build();

    ReadyAnswers(
            TrendingLists lists, ListBuilder builder, TrendingErasure erasure, InstantSource clock, ObjectMapper json) {
        this.lists = lists;
        this.builder = builder;
        this.erasure = erasure;
        this.clock = clock;
        this.json = json;
    }

    private record Wanted(ListKey key, int limit) {}

    /** Without an answer when Postgres could not be asked. */
    private record Ready(@Nullable ResponseEntity<byte[]> answer, Shown shown, long deletions, Instant trustedUntil) {}

    /** Throws {@link TrendingUnavailableException} if there is nothing to show. */
    ResponseEntity<byte[]> of(ListKey key, int limit) {
        Shown shown = lists.current(key);
        Wanted wanted = new Wanted(key, limit);
        Ready ready = answers.getIfPresent(wanted);
        if (ready == null || !isGood(ready, shown)) {
            ready = renewed(wanted, shown);
        }
        if (ready.answer() == null) {
            throw new TrendingUnavailableException("Nobody knows who may be seen");
        }
        return ready.answer();
    }

    private boolean isGood(@Nullable Ready ready, Shown shown) {
        return ready != null
                && ready.shown().equals(shown)
                && ready.deletions() == erasure.deletions()
                && clock.instant().isBefore(ready.trustedUntil());
    }

    // one at a time: the others wait for it, and are told the same if it fails
    private Ready renewed(Wanted wanted, Shown shown) {
        return answers.asMap().compute(wanted, (same, ready) -> isGood(ready, shown) ? ready : made(same, shown));
    }

    private Ready made(Wanted wanted, Shown shown) {
        long deletions = erasure.deletions();
        List<String> userIds = shown.list().places().stream()
                .map(place -> place.riser().userId())
                .toList();
        ResponseEntity<byte[]> answer = null;
        try {
            Map<String, UserProfile> fitting = builder.fitting(userIds, wanted.key());
            answer = answer(write(TrendingAnswer.of(wanted.key(), shown, fitting, wanted.limit())));
        } catch (DataAccessException e) {
            log.debug("Nobody knows who may be seen: {}", e.getMessage());
        }
        return new Ready(answer, shown, deletions, clock.instant().plus(TRUSTED));
    }

    private static ResponseEntity<byte[]> answer(byte[] body) {
        return ResponseEntity.ok()
                .cacheControl(SHORTLY)
                .eTag(tag(body))
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }

    private byte[] write(TrendingAnswer answer) {
        try {
            return json.writeValueAsBytes(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A list cannot be written as JSON", e);
        }
    }

    private static String tag(byte[] body) {
        CRC32C sum = new CRC32C();
        sum.update(ByteBuffer.wrap(body));
        return Long.toHexString(sum.getValue()) + "-" + Integer.toHexString(body.length);
    }
}
