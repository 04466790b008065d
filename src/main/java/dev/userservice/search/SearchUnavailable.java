package dev.userservice.search;

import dev.platform.Unavailable;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** What everybody is told who searches while nobody can be asked. */
final class SearchUnavailable {

    private SearchUnavailable() {}

    static ResponseEntity<ProblemDetail> answer() {
        return Unavailable.because("search_unavailable", "Search is not available at the moment; try again");
    }
}
