package dev.userservice.sync;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.platform.Parameters;
import dev.platform.Problem;
import dev.userservice.user.UserProfile;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import org.slf4j.MDC;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lets an admin repair one user from the Auth Service. */
@RestController
class SyncUserController {

    private final SingleUserSync sync;

    SyncUserController(SingleUserSync sync) {
        this.sync = sync;
    }

    /** What the repair did. */
    enum Outcome {
        APPLIED,
        UNCHANGED,
        STALE,
        DELETED,
        NOT_FOUND;

        @JsonValue
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Who was repaired, and how. */
    record Receipt(String userId, Outcome outcome) {}

    @SecurityRequirement(name = "token")
    @ApiResponse(responseCode = "200", description = "Asked and applied", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "400", description = "No user can have this id")
    @ApiResponse(responseCode = "502", description = "The Auth Service's answer cannot be used; nothing was changed")
    @ApiResponse(responseCode = "503", description = "The Auth Service gives no answer; nothing was changed")
    @PostMapping("/sync/sync-user/{id}")
    Receipt syncUser(@PathVariable String id, @Parameter(hidden = true) HttpServletRequest request) {
        Parameters.of(request, Map.of()).check();
        if (!id.matches(UserProfile.ID)) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "invalid_id", "No user can have this id");
        }
        try (var _ = MDC.putCloseable("userId", id)) {
            return new Receipt(id, sync.sync(id));
        }
    }
}
